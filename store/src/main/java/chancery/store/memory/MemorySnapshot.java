package chancery.store.memory;

import chancery.store.BatchRules;
import chancery.store.Key;
import chancery.store.Range;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// A copy of the rows with an end.
final class MemorySnapshot implements Snapshot {
    private final Rows rows;
    private final BatchRules rules;
    private final BooleanSupplier over;
    private final Runnable gone;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemorySnapshot(Rows rows, BatchRules rules, BooleanSupplier over, Runnable gone) {
        this.rows = rows;
        this.rules = rules;
        this.over = over;
        this.gone = gone;
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return live().get(key);
    }

    @Override
    public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        rules.checkKeys(keys.size());
        return keys.stream().map(live()::get).toList();
    }

    @Override
    public Scan scan(Range range, Direction direction) {
        return live().scan(range, direction);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            gone.run();
        }
    }

    private Rows live() {
        if (closed.get() || over.getAsBoolean()) {
            throw new IllegalStateException("the snapshot is over");
        }
        return rows;
    }
}
