package chancery.store.memory;

import chancery.store.Batch;
import chancery.store.BatchRules;
import chancery.store.Cells;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Outcome;
import chancery.store.Placement;
import chancery.store.Range;
import chancery.store.Scan;
import chancery.store.Snapshot;
import chancery.store.Space;
import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;
import chancery.store.StoreLimits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A store in memory: everything under one lock, a snapshot is a copy.
public final class MemoryStore implements KeyValue {
    private static final Cells CELLS = new Cells(4);

    private final StoreLimits limits;
    private final BatchRules rules;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private final Map<String, Long> tails = new HashMap<>();
    private final Rows rows = new Rows();
    private int snapshots;
    private boolean closed;

    /// Four cells and the limits of a server, as tests run with.
    public MemoryStore(LongSupplier nanoTime) {
        this(StoreLimits.DEFAULT, CELLS, nanoTime);
    }

    public MemoryStore(StoreLimits limits, Cells cells, LongSupplier nanoTime) {
        this.limits = limits;
        this.rules = new BatchRules(limits, cells);
        this.nanoTime = nanoTime;
    }

    @Override
    public Outcome commit(Batch batch) {
        rules.check(batch);
        return locked(() -> apply(batch));
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return locked(() -> rows.get(key));
    }

    @Override
    public List<Optional<byte[]>> getAll(Space space, List<Key> keys) {
        rules.checkKeys(keys.size());
        return locked(() -> keys.stream().map(rows::get).toList());
    }

    @Override
    public Scan scan(Range range, Direction direction) {
        return locked(() -> rows.scan(range, direction));
    }

    @Override
    public Snapshot snapshot() {
        return locked(
                () -> {
                    if (snapshots == limits.snapshots()) {
                        throw new StoreBusyException("too many snapshots are open");
                    }
                    snapshots++;
                    long end = nanoTime.getAsLong() + limits.snapshotAge().toNanos();
                    return new MemorySnapshot(
                            rows.copy(), rules, () -> nanoTime.getAsLong() - end > 0, this::gone);
                });
    }

    @Override
    public Log log(String name) {
        BatchRules.checkLog(name);
        return new MemoryLog(name, this);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long tail(String log) {
        return locked(() -> tails.getOrDefault(log, 0L));
    }

    List<Log.Entry> after(String log, long position, int entriesMax, long bytesMax) {
        return locked(() -> rows.after(log, position, entriesMax, bytesMax));
    }

    boolean await(String log, long position, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!closed && tails.getOrDefault(log, 0L) <= position && left > 0) {
                left = appended.awaitNanos(left);
            }
            requireOpen();
            return tails.getOrDefault(log, 0L) > position;
        } finally {
            lock.unlock();
        }
    }

    private void gone() {
        lock.lock();
        try {
            snapshots--;
        } finally {
            lock.unlock();
        }
    }

    private Outcome apply(Batch batch) {
        for (Batch.Condition condition : batch.conditions()) {
            if (!rows.holds(condition)) {
                return new Outcome.Conflict(condition.key());
            }
        }
        Placement placement = Placement.of(batch, log -> tails.getOrDefault(log, 0L));
        rows.apply(batch, placement.positions());
        tails.putAll(placement.tails());
        appended.signalAll();
        return new Outcome.Committed(placement.positions());
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreClosedException();
        }
    }
}
