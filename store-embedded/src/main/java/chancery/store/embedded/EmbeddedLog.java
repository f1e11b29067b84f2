package chancery.store.embedded;

import chancery.store.Log;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.store.StoreClosedException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One log: its durable tail, its newest entries in memory, the others by scan.
final class EmbeddedLog implements Log {
    private final String name;
    private final Database database;
    private final ConcurrentNavigableMap<Long, Entry> recent = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long tail;
    private volatile boolean closed;

    /// Every entry past this position is in `recent`.
    private volatile long recentFrom;

    EmbeddedLog(String name, long tail, Database database) {
        this.name = name;
        this.tail = tail;
        this.recentFrom = tail;
        this.database = database;
    }

    @Override
    public long tail() {
        return tail;
    }

    @Override
    public List<Entry> after(long position, int entriesMax, long bytesMax) {
        long end = tail;
        if (position >= end) {
            return List.of();
        }
        if (position >= recentFrom) {
            Page page = new Page(entriesMax, bytesMax);
            for (Entry entry : recent.subMap(position, false, end, true).values()) {
                if (!page.add(entry)) {
                    break;
                }
            }
            if (position >= recentFrom) {
                return page.entries;
            }
        }
        return scan(position, end, new Page(entriesMax, bytesMax));
    }

    @Override
    public boolean await(long position, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (tail <= position && !closed && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        if (closed) {
            throw new StoreClosedException();
        }
        return tail > position;
    }

    void keep(long position, byte[] value) {
        recent.put(position, new Entry(position, value));
    }

    void forget(long position) {
        recentFrom = Math.max(recentFrom, position);
        recent.remove(position);
    }

    void trimmed(long through) {
        recent.headMap(through, true).clear();
    }

    void erased(List<Long> positions) {
        positions.forEach(recent::remove);
    }

    /// Shows the entries up to this tail and wakes who waits for them.
    void moved(long to) {
        lock.lock();
        try {
            tail = to;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Entry> scan(long position, long end, Page page) {
        Range range =
                new Range(
                        Space.LOG, LogKeys.entry(name, position + 1), LogKeys.entry(name, end + 1));
        try (Scan scan = database.scan(range, Direction.ASCENDING)) {
            boolean room = true;
            while (room && scan.next()) {
                room = page.add(new Entry(LogKeys.position(scan.key()), scan.value()));
            }
        }
        return page.entries;
    }

    /// Entries within two bounds, but always one.
    private static final class Page {
        private final int entriesMax;
        private final long bytesMax;
        private final List<Entry> entries = new ArrayList<>();
        private long bytes;

        Page(int entriesMax, long bytesMax) {
            this.entriesMax = entriesMax;
            this.bytesMax = bytesMax;
        }

        /// Takes an entry; false when it does not fit.
        boolean add(Entry entry) {
            bytes += entry.value().length;
            if (!entries.isEmpty() && (entries.size() >= entriesMax || bytes > bytesMax)) {
                return false;
            }
            return entries.add(entry);
        }
    }
}
