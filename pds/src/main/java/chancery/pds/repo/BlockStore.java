package chancery.pds.repo;

import chancery.atproto.repo.BlockSource;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.store.Key;
import chancery.store.Reader;
import chancery.store.Space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stored blocks of one repository.
public final class BlockStore implements BlockSource {
    private final Reader reader;
    private final RepoKeys keys;

    public BlockStore(Reader reader, Did did) {
        this.reader = reader;
        this.keys = new RepoKeys(did);
    }

    @Override
    public Optional<byte[]> find(Cid cid) {
        return reader.get(keys.block(cid)).map(BlockRow::block);
    }

    @Override
    public Map<Cid, byte[]> findAll(Collection<Cid> cids) {
        List<Cid> wanted = List.copyOf(cids);
        List<Key> rows = new ArrayList<>(wanted.size());
        for (Cid cid : wanted) {
            rows.add(keys.block(cid));
        }
        List<Optional<byte[]>> found = reader.getAll(Space.BLOCK, rows);
        Map<Cid, byte[]> blocks = HashMap.newHashMap(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            Cid cid = wanted.get(i);
            found.get(i).ifPresent(row -> blocks.put(cid, BlockRow.block(row)));
        }
        return blocks;
    }
}
