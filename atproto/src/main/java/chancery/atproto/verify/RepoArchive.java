package chancery.atproto.verify;

import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.Commit;
import chancery.atproto.repo.MstEntry;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A whole repository read from an archive into memory and verified: one root, a commit, a sound
/// tree, every record there, no block too many. Whose signature it bears is the caller's to check.
///
/// @param entries in the order of the keys
public record RepoArchive(
        Cid root, Commit commit, List<MstEntry> entries, Map<Cid, byte[]> blocks) {
    public RepoArchive {
        entries = List.copyOf(entries);
        blocks = Map.copyOf(blocks);
    }

    /// Reads to the end of the stream; its length is the caller's to bound.
    public static RepoArchive read(InputStream in, RepoLimits limits) throws IOException {
        CarReader car = new CarReader(in, limits);
        Cid root = car.root();
        Map<Cid, byte[]> blocks = car.remaining();
        Commit commit = Commit.decode(required(blocks, root));
        List<MstEntry> entries = new ArrayList<>();
        RepoVerifier.Extent extent =
                RepoVerifier.verify(commit.data(), BlockSource.of(blocks), limits, entries::add);
        Set<Cid> records = new HashSet<>();
        for (MstEntry entry : entries) {
            required(blocks, entry.value());
            records.add(entry.value());
        }
        if (blocks.size() != 1 + extent.nodes() + records.size()) {
            throw new SyntaxException("Invalid repository: expected no block that nothing names");
        }
        return new RepoArchive(root, commit, entries, blocks);
    }

    private static byte[] required(Map<Cid, byte[]> blocks, Cid cid) {
        byte[] bytes = blocks.get(cid);
        if (bytes == null) {
            throw new SyntaxException("Invalid repository: lacks block " + cid);
        }
        return bytes;
    }
}
