package chancery.pds.repo;

import chancery.atproto.export.BlockTable;
import chancery.atproto.export.TableExport;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.repo.Head;
import chancery.atproto.repo.Mst;
import chancery.atproto.repo.MstKey;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.repo.Proof;
import chancery.atproto.repo.RepoExport;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.repo.RepoState;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;
import chancery.store.KeyValue;
import chancery.store.Range;
import chancery.store.Reader;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Archives of repositories: whole, since a revision, or the proof of one record. A repository of
/// ordinary size is read in one sweep and written from memory; a large one, or any while there is
/// no room in memory, is walked and spooled first. So a slow reader holds no snapshot and makes
/// nobody wait.
public final class RepoArchive {
    private static final int IN_MEMORY_MAX = 4;
    private static final int BUFFER = 64 << 10;

    private final KeyValue store;
    private final NodeCache nodes;
    private final Path scratch;
    private final long inMemoryBytes;
    private final Semaphore inMemory = new Semaphore(IN_MEMORY_MAX);

    /// @param scratch a folder for archives that are spooled
    /// @param inMemoryBytes up to how many bytes of blocks a repository is not spooled
    public RepoArchive(KeyValue store, NodeCache nodes, Path scratch, long inMemoryBytes) {
        this.store = store;
        this.nodes = nodes;
        this.scratch = scratch;
        this.inMemoryBytes = inMemoryBytes;
    }

    /// Writes everything reachable, commit first, then the tree in pre-order.
    public void writeWhole(Did did, OutputStream out) throws IOException {
        if (!inMemory.tryAcquire() || !writtenFromMemory(did, out)) {
            writeSpooled(did, out);
        }
    }

    /// Writes the blocks added after a revision; not a proof.
    public void writeSince(Did did, Tid since, OutputStream out) throws IOException {
        byte[] rev = since.value().getBytes(StandardCharsets.US_ASCII);
        Path spool = Files.createTempFile(scratch, "since", ".car");
        try {
            try (Snapshot snapshot = store.snapshot();
                    OutputStream file = buffered(spool)) {
                writeSince(did, rev, snapshot, file);
            }
            Files.copy(spool, out);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    /// The proof that a record is there, or that it is not: commit, path of the tree, record.
    public byte[] proof(Did did, RecordPath path) {
        try (Snapshot snapshot = store.snapshot()) {
            BlockStore blocks = new BlockStore(snapshot, did);
            Head head = head(snapshot, did);
            Mst tree = RepoState.at(did, head, blocks, nodes).tree();
            MstKey key = MstKey.of(path);
            List<Block> found = new ArrayList<>();
            found.add(block(blocks, head.commit()));
            found.addAll(Proof.ofRecord(tree, key));
            tree.get(key).ifPresent(cid -> found.add(block(blocks, cid)));
            return CarWriter.slice(head.commit(), found);
        }
    }

    /// The stored blocks of these.
    public Map<Cid, byte[]> blocks(Did did, Collection<Cid> cids) {
        return new BlockStore(store, did).findAll(cids);
    }

    /// Whether the repository was small enough; gives the room back.
    private boolean writtenFromMemory(Did did, OutputStream out) throws IOException {
        try {
            Optional<Loaded> loaded = load(did);
            if (loaded.isPresent()) {
                Loaded whole = loaded.get();
                TableExport.write(whole.commit(), whole.blocks(), RepoLimits.STANDARD, out);
            }
            return loaded.isPresent();
        } finally {
            inMemory.release();
        }
    }

    /// A repository in memory.
    private record Loaded(Cid commit, BlockTable blocks) {}

    /// Empty when the repository is too large to be held.
    private Optional<Loaded> load(Did did) {
        RepoKeys keys = new RepoKeys(did);
        try (Snapshot snapshot = store.snapshot();
                Scan scan = snapshot.scan(allBlocks(keys), Direction.ASCENDING)) {
            BlockTable blocks = new BlockTable();
            while (scan.next()) {
                blocks.add(keys.blockCid(scan.key()), scan.value(), BlockRow.HEAD);
                if (blocks.bytes() > inMemoryBytes) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Loaded(head(snapshot, did).commit(), blocks));
        }
    }

    private void writeSpooled(Did did, OutputStream out) throws IOException {
        Path spool = Files.createTempFile(scratch, "repo", ".car");
        try {
            try (Snapshot snapshot = store.snapshot();
                    OutputStream file = buffered(spool)) {
                RepoExport.write(
                        head(snapshot, did).commit(),
                        new BlockStore(snapshot, did),
                        RepoLimits.STANDARD,
                        file);
            }
            Files.copy(spool, out);
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private static void writeSince(Did did, byte[] rev, Snapshot snapshot, OutputStream out)
            throws IOException {
        RepoKeys keys = new RepoKeys(did);
        CarWriter car = new CarWriter(out, List.of(head(snapshot, did).commit()));
        try (Scan scan = snapshot.scan(allBlocks(keys), Direction.ASCENDING)) {
            while (scan.next()) {
                byte[] row = scan.value();
                if (BlockRow.after(row, rev)) {
                    car.write(keys.blockCid(scan.key()), BlockRow.block(row));
                }
            }
        }
    }

    private static Head head(Reader reader, Did did) {
        return reader.get(new RepoKeys(did).head())
                .map(HeadRow::decode)
                .orElseThrow(() -> new IllegalStateException(did + " has no repository"));
    }

    private static Block block(BlockStore blocks, Cid cid) {
        return new Block(
                cid,
                blocks.find(cid).orElseThrow(() -> new IllegalStateException("no block " + cid)));
    }

    private static Range allBlocks(RepoKeys keys) {
        return Range.of(Space.BLOCK, keys.partition());
    }

    private static OutputStream buffered(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }
}
