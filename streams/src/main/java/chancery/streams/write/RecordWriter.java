package chancery.streams.write;

import chancery.store.Partition;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.record.RecordWrite;
import chancery.streams.stream.StreamType;
import chancery.streams.truth.Head;
import chancery.streams.truth.RecordKey;
import chancery.streams.truth.StreamTruth;
import chancery.streams.truth.WritePlan;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Writes records: each request is one durable commit, or nothing. Requests that write the same
/// record at the same time come one after the other.
public final class RecordWriter {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final StreamsLimits.Writes limits;
    private final Capacity capacity;
    private final Map<Partition, ReadWriteLock> turns = new ConcurrentHashMap<>();
    private final Map<Partition, AtomicLong> times = new ConcurrentHashMap<>();

    public RecordWriter(InstantSource clock, StreamsLimits.Writes limits) {
        this.clock = clock;
        this.limits = limits;
        this.capacity = new Capacity(limits.properties());
    }

    /// Adds records. On a mutable stream those whose identifier is taken collide; on an immutable
    /// one what is there already is left out.
    public WriteOutcome ingest(StreamTruth truth, List<RecordWrite> writes) {
        boolean mutable = truth.stream().type() == StreamType.MUTABLE;
        if (mutable) {
            requireOnce(writes.stream().map(RecordWrite::id).toList());
        }
        List<RecordKey> keys = writes.stream().map(truth::key).toList();
        return inTurn(truth, () -> ingestOnce(truth, writes, keys));
    }

    private Optional<WriteOutcome> ingestOnce(
            StreamTruth truth, List<RecordWrite> writes, List<RecordKey> keys) {
        boolean mutable = truth.stream().type() == StreamType.MUTABLE;
        StreamTruth.Heads heads = truth.heads(keys);
        WritePlan plan = truth.plan(now(truth), heads);
        List<WriteOutcome.Item> items = new ArrayList<>();
        boolean whole = true;
        for (int i = 0; i < keys.size(); i++) {
            RecordWrite write = writes.get(i);
            Optional<byte[]> head = heads.get(i);
            boolean there = head.map(Head::decode).filter(Head::live).isPresent();
            if (!there) {
                plan.put(write, keys.get(i), head);
            }
            boolean collided = there && mutable;
            whole &= !collided;
            items.add(
                    new WriteOutcome.Item(
                            write.id(),
                            collided ? WriteOutcome.Fate.COLLIDED : WriteOutcome.Fate.STORED));
        }
        if (!capacity.commit(truth, noted(truth, plan))) {
            return Optional.empty();
        }
        return Optional.of(whole ? new WriteOutcome.Stored(0) : new WriteOutcome.Partial(items));
    }

    /// Adds records or replaces them whole.
    public WriteOutcome upsert(StreamTruth truth, List<RecordWrite> writes) {
        return upsert(truth, writes, Collections.nCopies(writes.size(), Expected.Free.ANYTHING));
    }

    /// Adds records or replaces them whole, when all are as expected.
    ///
    /// @param expected of each record
    public WriteOutcome upsert(
            StreamTruth truth, List<RecordWrite> writes, List<? extends Expected> expected) {
        requireMutable(truth, "upserted");
        requireOnce(writes.stream().map(RecordWrite::id).toList());
        List<RecordKey> keys = writes.stream().map(truth::key).toList();
        return inTurn(
                truth,
                () -> {
                    StreamTruth.Heads heads = truth.heads(keys);
                    List<WriteOutcome.Conflict> conflicts = conflicts(writes, expected, heads);
                    if (!conflicts.isEmpty()) {
                        return Optional.of(new WriteOutcome.Conflicted(conflicts));
                    }
                    WritePlan plan = truth.plan(now(truth), heads);
                    for (int i = 0; i < keys.size(); i++) {
                        plan.put(writes.get(i), keys.get(i), heads.get(i));
                    }
                    return stored(capacity.commit(truth, noted(truth, plan)), plan.replaced());
                });
    }

    /// What would come of such an upsert now, as far as the limits of the stream allow it; nothing
    /// is stored.
    ///
    /// @param expected of each record
    public WriteOutcome check(
            StreamTruth truth, List<RecordWrite> writes, List<? extends Expected> expected) {
        requireMutable(truth, "upserted");
        requireOnce(writes.stream().map(RecordWrite::id).toList());
        StreamTruth.Heads heads = truth.heads(writes.stream().map(truth::key).toList());
        List<WriteOutcome.Conflict> conflicts = conflicts(writes, expected, heads);
        return conflicts.isEmpty()
                ? new WriteOutcome.Stored(0)
                : new WriteOutcome.Conflicted(conflicts);
    }

    private static List<WriteOutcome.Conflict> conflicts(
            List<RecordWrite> writes, List<? extends Expected> expected, StreamTruth.Heads heads) {
        List<WriteOutcome.Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            if (expected.get(i) != Expected.Free.ANYTHING) {
                Optional<Long> actual = Expected.actual(heads.get(i));
                if (!expected.get(i).holds(actual)) {
                    conflicts.add(
                            new WriteOutcome.Conflict(writes.get(i).id(), expected.get(i), actual));
                }
            }
        }
        return conflicts;
    }

    /// Deletes records; those that are not there stay so.
    public WriteOutcome delete(StreamTruth truth, List<RecordId> ids) {
        requireMutable(truth, "deleted");
        requireOnce(ids);
        List<RecordKey> keys = ids.stream().map(truth::key).toList();
        return inTurn(
                truth,
                () -> {
                    StreamTruth.Heads heads = truth.heads(keys);
                    WritePlan plan = truth.plan(now(truth), heads);
                    for (int i = 0; i < keys.size(); i++) {
                        Optional<byte[]> head = heads.get(i);
                        if (head.map(Head::decode).filter(Head::live).isPresent()) {
                            plan.delete(ids.get(i), keys.get(i), head.get());
                        }
                    }
                    return stored(truth.commit(noted(truth, plan)), 0);
                });
    }

    /// The time of a request, which in one stream never goes back: not with the clock, and not
    /// behind a record that is changed more often than once in a millisecond. So the changes stand
    /// in the order of their times.
    private long now(StreamTruth truth) {
        return last(truth).accumulateAndGet(clock.millis(), Math::max);
    }

    /// A plan whose times no later request of the stream is before.
    private WritePlan noted(StreamTruth truth, WritePlan plan) {
        last(truth).accumulateAndGet(plan.latest(), Math::max);
        return plan;
    }

    private AtomicLong last(StreamTruth truth) {
        return times.computeIfAbsent(truth.partition(), _ -> new AtomicLong(truth.lastTime()));
    }

    private static Optional<WriteOutcome> stored(boolean committed, int replaced) {
        return committed ? Optional.of(new WriteOutcome.Stored(replaced)) : Optional.empty();
    }

    private static void requireMutable(StreamTruth truth, String what) {
        if (truth.stream().type() != StreamType.MUTABLE) {
            throw Fault.of(
                    Fault.Kind.UNPROCESSABLE,
                    "Records of the immutable stream "
                            + truth.stream().id()
                            + " cannot be "
                            + what);
        }
    }

    private static void requireOnce(List<RecordId> ids) {
        Set<RecordId> seen = new HashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (RecordId id : ids) {
            if (!seen.add(id)) {
                twice.add(id.dotted());
            }
        }
        if (!twice.isEmpty()) {
            throw Fault.of(
                            Fault.Kind.UNPROCESSABLE,
                            "A request must not name a record twice: " + String.join(", ", twice))
                    .duplicated(twice.stream().map(id -> Map.of("externalId", id)).toList());
        }
    }

    /// One attempt: what came of it, or nothing when another request came between.
    private interface Attempt {
        Optional<WriteOutcome> make();
    }

    /// Tries beside others first; who is overtaken again and again gets the stream for itself.
    private WriteOutcome inTurn(StreamTruth truth, Attempt attempt) {
        ReadWriteLock turn =
                turns.computeIfAbsent(truth.partition(), _ -> new ReentrantReadWriteLock(true));
        return attempts(turn.readLock(), attempt)
                .or(() -> attempts(turn.writeLock(), attempt))
                .orElseThrow(
                        () ->
                                Fault.of(
                                                Fault.Kind.UNAVAILABLE,
                                                "Others write the same records all the time;"
                                                        + " nothing was stored")
                                        .retryAfter(RETRY));
    }

    private Optional<WriteOutcome> attempts(Lock lock, Attempt attempt) {
        for (int i = 0; i < limits.attempts(); i++) {
            lock.lock();
            try {
                Optional<WriteOutcome> outcome = attempt.make();
                if (outcome.isPresent()) {
                    return outcome;
                }
            } finally {
                lock.unlock();
            }
        }
        return Optional.empty();
    }
}
