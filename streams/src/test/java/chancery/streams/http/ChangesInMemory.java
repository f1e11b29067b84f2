package chancery.streams.http;

import chancery.streams.fault.Fault;
import chancery.streams.indexed.IndexedChange;
import chancery.streams.indexed.IndexedChanges;
import chancery.streams.indexed.IndexedRecord;
import chancery.streams.indexed.RecordType;
import chancery.streams.truth.Status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Changes of an index in memory: positions count them, a millisecond each.
final class ChangesInMemory implements IndexedChanges {
    private static final int LOOKS = 2;

    private final TreeMap<Long, Told> told = new TreeMap<>();
    private long newest = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private long forgotten;
    private String generation = "1";
    private boolean away;

    private record Told(RecordType type, IndexedChange change) {}

    synchronized void put(RecordType type, IndexedRecord record, Status status) {
        newest++;
        IndexedChange change = new IndexedChange(newest, status, record);
        told.values()
                .removeIf(
                        old ->
                                old.type().equals(type)
                                        && old.change().name().equals(change.name()));
        told.put(newest, new Told(type, change));
        notifyAll();
    }

    /// Deletions up to here are forgotten.
    synchronized void forget() {
        forgotten = newest;
        told.values().removeIf(old -> old.change().status() == Status.DELETED);
    }

    /// The index is made anew.
    synchronized void restart() {
        generation += "1";
    }

    /// From now on the index is made anew, or no longer.
    synchronized void away(boolean now) {
        away = now;
    }

    @Override
    public synchronized Extent extent() {
        if (away) {
            throw Fault.of(Fault.Kind.UNAVAILABLE, "away").retryAfter(Duration.ofSeconds(5));
        }
        return new Extent(generation, newest, forgotten);
    }

    @Override
    public boolean each(RecordType type, Spot after, long through, Predicate<IndexedChange> take) {
        List<IndexedChange> all;
        synchronized (this) {
            all =
                    told.values().stream()
                            .filter(one -> one.type().equals(type))
                            .map(Told::change)
                            .toList();
        }
        return all.stream()
                .filter(change -> behind(change, after) && change.position() <= through)
                .allMatch(take);
    }

    private static boolean behind(IndexedChange change, Spot after) {
        return change.position() > after.position()
                || (change.position() == after.position()
                        && change.name().compareTo(after.name()) > 0);
    }

    @Override
    public long since(long millis) {
        return Math.max(0, millis);
    }

    @Override
    public synchronized void await(long position, Duration wait) throws InterruptedException {
        int looks = 0;
        while (newest <= position && looks < LOOKS) {
            wait(1 + wait.toMillis() / LOOKS);
            looks++;
        }
    }
}
