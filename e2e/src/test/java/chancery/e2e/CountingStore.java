package chancery.e2e;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Outcome;
import chancery.store.Range;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A store that counts every entry that is read from it, whichever way.
final class CountingStore implements KeyValue {
    private final KeyValue store;
    private final AtomicLong entries = new AtomicLong();

    CountingStore(KeyValue store) {
        this.store = store;
    }

    /// How many entries were read so far.
    long entries() {
        return entries.get();
    }

    @Override
    public Optional<byte[]> get(Key key) {
        entries.incrementAndGet();
        return store.get(key);
    }

    @Override
    public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        entries.addAndGet(keys.size());
        return store.getAll(space, keys);
    }

    @Override
    public Scan scan(Range range, Direction direction) {
        return new CountingScan(store.scan(range, direction));
    }

    @Override
    public Outcome commit(Batch batch) {
        return store.commit(batch);
    }

    @Override
    public Snapshot snapshot() {
        throw new UnsupportedOperationException("nothing that is counted takes snapshots");
    }

    @Override
    public Log log(String name) {
        return new CountingLog(store.log(name));
    }

    @Override
    public void close() {
        store.close();
    }

    private final class CountingScan implements Scan {
        private final Scan scan;

        CountingScan(Scan scan) {
            this.scan = scan;
        }

        @Override
        public boolean next() {
            boolean there = scan.next();
            if (there) {
                entries.incrementAndGet();
            }
            return there;
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
            scan.close();
        }
    }

    private final class CountingLog implements Log {
        private final Log log;

        CountingLog(Log log) {
            this.log = log;
        }

        @Override
        public long tail() {
            return log.tail();
        }

        @Override
        public List<Entry> after(long position, int entriesMax, long bytesMax) {
            List<Entry> found = log.after(position, entriesMax, bytesMax);
            entries.addAndGet(found.size());
            return found;
        }

        @Override
        public boolean await(long position, Duration timeout) throws InterruptedException {
            return log.await(position, timeout);
        }
    }
}
