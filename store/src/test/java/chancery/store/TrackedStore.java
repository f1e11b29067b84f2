package chancery.store;

import java.util.List;
import java.util.Optional;

/// A store that notes its open scans and snapshots.
final class TrackedStore implements KeyValue {
    private final KeyValue store;
    private final OpenHandles handles;

    TrackedStore(KeyValue store, OpenHandles handles) {
        this.store = store;
        this.handles = handles;
    }

    @Override
    public Outcome commit(Batch batch) {
        return store.commit(batch);
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return store.get(key);
    }

    @Override
    public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        return store.getAll(space, keys);
    }

    @Override
    public Scan scan(Range range, Direction direction) {
        return new TrackedScan(store.scan(range, direction), handles);
    }

    @Override
    public Snapshot snapshot() {
        return new TrackedSnapshot(store.snapshot(), handles);
    }

    @Override
    public Log log(String name) {
        return store.log(name);
    }

    @Override
    public void close() {
        store.close();
    }

    private static final class TrackedScan implements Scan {
        private final Scan scan;
        private final OpenHandles handles;

        TrackedScan(Scan scan, OpenHandles handles) {
            this.scan = scan;
            this.handles = handles;
            handles.opened(this);
        }

        @Override
        public boolean next() {
            return scan.next();
        }

        @Override
        public byte[] key() {
            return scan.key();
        }

        @Override
        public byte[] value() {
            return scan.value();
        }

        @Override
        public void close() {
            handles.closed(this);
            scan.close();
        }
    }

    private static final class TrackedSnapshot implements Snapshot {
        private final Snapshot snapshot;
        private final OpenHandles handles;

        TrackedSnapshot(Snapshot snapshot, OpenHandles handles) {
            this.snapshot = snapshot;
            this.handles = handles;
            handles.opened(this);
        }

        @Override
        public Optional<byte[]> get(Key key) {
            return snapshot.get(key);
        }

        @Override
        public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
            return snapshot.getAll(space, keys);
        }

        @Override
        public Scan scan(Range range, Direction direction) {
            return new TrackedScan(snapshot.scan(range, direction), handles);
        }

        @Override
        public void close() {
            handles.closed(this);
            snapshot.close();
        }
    }
}
