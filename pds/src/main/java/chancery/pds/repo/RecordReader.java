package chancery.pds.repo;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.Head;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Range;
import chancery.store.Reader;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads records back, one or by the page.
public final class RecordReader {
    private static final int ATTEMPTS = 8;

    private final KeyValue store;

    public RecordReader(KeyValue store) {
        this.store = store;
    }

    /// A stored record.
    public record Stored(RecordPath path, Cid cid, Value.Map value) {}

    /// The head of a repository; every account has one.
    public Head head(Did did) {
        return findHead(did)
                .orElseThrow(() -> new IllegalStateException(did + " has no repository"));
    }

    /// The head of a repository, where there is one.
    public Optional<Head> findHead(Did did) {
        return store.get(new RepoKeys(did).head()).map(HeadRow::decode);
    }

    /// The record at this path.
    public Optional<Stored> find(Did did, RecordPath path) {
        RepoKeys keys = new RepoKeys(did);
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<RecordRow> row = store.get(keys.record(path)).map(RecordRow::decode);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            Optional<byte[]> block = store.get(keys.block(row.get().cid()));
            if (block.isPresent()) {
                return Optional.of(stored(path, row.get().cid(), block.get()));
            }
            // The record was replaced between the two reads: look again.
        }
        throw new IllegalStateException("the block of " + did + "/" + path + " is missing");
    }

    /// A page of a collection, keys beyond `cursor`, in this direction.
    public List<Stored> list(
            Did did, Nsid collection, Optional<RecordKey> cursor, Direction order, int max) {
        RepoKeys keys = new RepoKeys(did);
        Range all = Range.prefix(keys.records(collection));
        Range range = cursor.map(key -> beyond(keys, all, collection, key, order)).orElse(all);
        try (Snapshot snapshot = store.snapshot()) {
            List<RecordPath> paths = new ArrayList<>();
            List<Key> blocks = new ArrayList<>();
            try (Scan scan = snapshot.scan(range, order)) {
                while (paths.size() < max && scan.next()) {
                    paths.add(keys.path(scan.key()));
                    blocks.add(keys.block(RecordRow.decode(scan.value()).cid()));
                }
            }
            return stored(keys, snapshot, paths, blocks);
        }
    }

    /// The collections that have records, in order.
    public List<Nsid> collections(Did did) {
        RepoKeys keys = new RepoKeys(did);
        Key prefix = keys.records();
        Range rest = Range.prefix(prefix);
        List<Nsid> found = new ArrayList<>();
        while (true) {
            Optional<Nsid> next = first(keys, rest);
            if (next.isEmpty()) {
                return found;
            }
            found.add(next.get());
            byte[] past = Range.prefix(keys.records(next.get())).to();
            if (past == null) {
                return found;
            }
            rest = rest.from(past);
        }
    }

    private Optional<Nsid> first(RepoKeys keys, Range range) {
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            return scan.next() ? Optional.of(keys.path(scan.key()).collection()) : Optional.empty();
        }
    }

    private static List<Stored> stored(
            RepoKeys keys, Reader reader, List<RecordPath> paths, List<Key> blocks) {
        List<Optional<byte[]>> values = reader.getAll(Space.BLOCK, blocks);
        List<Stored> page = new ArrayList<>(paths.size());
        for (int i = 0; i < paths.size(); i++) {
            Cid cid = keys.blockCid(blocks.get(i).bytes());
            RecordPath path = paths.get(i);
            byte[] block =
                    values.get(i)
                            .orElseThrow(() -> new IllegalStateException("no block of " + path));
            page.add(stored(path, cid, block));
        }
        return page;
    }

    private static Stored stored(RecordPath path, Cid cid, byte[] row) {
        if (DagCbor.decode(BlockRow.block(row)) instanceof Value.Map record) {
            return new Stored(path, cid, record);
        }
        throw new IllegalStateException("the stored record " + path + " is no map");
    }

    private static Range beyond(
            RepoKeys keys, Range all, Nsid collection, RecordKey key, Direction order) {
        byte[] at = keys.record(new RecordPath(collection, key)).bytes();
        return order == Direction.ASCENDING ? all.after(at) : all.before(at);
    }
}
