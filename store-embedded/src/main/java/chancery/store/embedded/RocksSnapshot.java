package chancery.store.embedded;

import chancery.store.BatchRules;
import chancery.store.Key;
import chancery.store.Range;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;

import org.rocksdb.ReadOptions;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// RocksDB's snapshot with an end. For one thread.
final class RocksSnapshot implements Snapshot {
    private final Database database;
    private final BatchRules rules;
    private final BooleanSupplier over;
    private final Runnable gone;
    private final org.rocksdb.Snapshot snapshot;
    private final ReadOptions options;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// The caller has entered the gate.
    RocksSnapshot(Database database, BatchRules rules, BooleanSupplier over, Runnable gone) {
        this.database = database;
        this.rules = rules;
        this.over = over;
        this.gone = gone;
        this.snapshot = database.snapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    @Override
    public Optional<byte[]> get(Key key) {
        requireLive();
        return database.get(key, options);
    }

    @Override
    public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        requireLive();
        rules.checkKeys(keys.size());
        return database.getAll(space, keys, options);
    }

    @Override
    public Scan scan(Range range, Direction direction) {
        requireLive();
        return RocksScan.open(database, range, direction, Optional.of(snapshot));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            options.close();
            database.release(snapshot);
            gone.run();
        }
    }

    private void requireLive() {
        if (closed.get() || over.getAsBoolean()) {
            throw new IllegalStateException("the snapshot is over");
        }
    }
}
