package chancery.store.embedded;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Outcome;
import chancery.store.Placement;
import chancery.store.Range;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Batches that are written together: each is tested against the store and the earlier ones, and
/// placed behind them.
final class Group {
    private final List<Pending> members;
    private final Function<Key, Optional<byte[]>> stored;
    private final ToLongFunction<String> durableTail;
    private final Versions versions;
    private final List<Pending> accepted = new ArrayList<>();
    private final Map<String, Long> tails = new LinkedHashMap<>();
    private final Set<Key> tested = new HashSet<>();
    private final Map<Key, Optional<byte[]>> written = new HashMap<>();
    private final List<Range> erased = new ArrayList<>();
    private boolean looking;

    Group(
            List<Pending> members,
            Function<Key, Optional<byte[]>> stored,
            ToLongFunction<String> durableTail,
            Versions versions) {
        this.members = members;
        this.stored = stored;
        this.durableTail = durableTail;
        this.versions = versions;
    }

    /// Decides on every member.
    void decide() {
        members.forEach(this::decide);
    }

    List<Pending> members() {
        return members;
    }

    /// The members that are to be written.
    List<Pending> accepted() {
        return accepted;
    }

    /// The logs that move, and their tails afterwards.
    Map<String, Long> tails() {
        return tails;
    }

    /// The whole group as one write batch, high-water marks included.
    byte[] bytes(int marksColumn) {
        WriteRecords marks = new WriteRecords(64);
        tails.forEach(
                (log, tail) -> marks.put(marksColumn, LogKeys.mark(log), LogKeys.number(tail)));
        int length = WriteRecords.HEADER_BYTES + marks.length();
        int count = marks.count();
        for (Pending pending : accepted) {
            length += pending.encoded().records().length();
            count += pending.encoded().records().count();
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(0).putInt(count);
        for (Pending pending : accepted) {
            WriteRecords records = pending.encoded().records();
            out.put(records.bytes(), 0, records.length());
        }
        return out.put(marks.bytes(), 0, marks.length()).array();
    }

    /// From the first row that has to be looked at, the group remembers what its members wrote.
    private void look() {
        if (!looking) {
            looking = true;
            members.stream().skip(1).forEach(this::noteTested);
            accepted.forEach(this::remember);
        }
    }

    /// Only what a later member tests has to be remembered.
    private void noteTested(Pending pending) {
        pending.batch().conditions().forEach(condition -> tested.add(condition.key()));
    }

    private void decide(Pending pending) {
        Batch batch = pending.batch();
        for (Batch.Condition condition : batch.conditions()) {
            if (!versions.untouched(condition.key(), batch.readSince()) && !holds(condition)) {
                pending.decide(new Outcome.Conflict(condition.key()));
                return;
            }
        }
        Placement placement = Placement.of(batch, this::tail);
        pending.encoded().stamp(placement.positions());
        tails.putAll(placement.tails());
        pending.encoded().touch(versions);
        pending.decide(new Outcome.Committed(placement.positions()));
        accepted.add(pending);
        if (looking) {
            remember(pending);
        }
    }

    private long tail(String log) {
        Long moved = tails.get(log);
        return moved == null ? durableTail.applyAsLong(log) : moved;
    }

    private boolean holds(Batch.Condition condition) {
        look();
        Optional<byte[]> found = find(condition.key());
        return switch (condition) {
            case Batch.Condition.Absent _ -> found.isEmpty();
            case Batch.Condition.Equal equal ->
                    found.isPresent() && Arrays.equals(found.get(), equal.expected());
        };
    }

    private Optional<byte[]> find(Key key) {
        Optional<byte[]> own = written.get(key);
        if (own != null) {
            return own;
        }
        boolean gone = erased.stream().anyMatch(range -> within(range, key));
        return gone ? Optional.empty() : stored.apply(key);
    }

    private void remember(Pending written) {
        if (!tested.isEmpty() && written.decided() instanceof Outcome.Committed(var positions)) {
            written.batch().changes().forEach(change -> remember(change, positions));
        }
    }

    private void remember(Batch.Change change, long[] positions) {
        switch (change) {
            case Batch.Change.Put put -> remember(put.key(), put.value());
            case Batch.Change.Delete gone -> remember(gone.key(), null);
            case Batch.Change.DeletePartition gone -> {
                Range range = Range.of(gone.space(), gone.partition());
                written.keySet().removeIf(key -> within(range, key));
                erased.add(range);
            }
            case Batch.Change.PutStamped put -> {
                Key key = stamped(put, positions);
                if (tested.contains(key)) {
                    byte[] value =
                            Batch.Stamp.applied(put.value(), 0, put.valueStamps(), positions);
                    written.put(key, Optional.of(value));
                }
            }
            case Batch.Change.Append _,
                    Batch.Change.Trim _,
                    Batch.Change.Erase _,
                    Batch.Change.Jump _ -> {}
        }
    }

    private static Key stamped(Batch.Change.PutStamped put, long[] positions) {
        Key key = put.key();
        if (put.keyStamps().isEmpty()) {
            return key;
        }
        int base = key.partition().prefixLength();
        byte[] bytes = Batch.Stamp.applied(key.bytes(), base, put.keyStamps(), positions);
        return new Key(key.space(), key.partition(), bytes);
    }

    private void remember(Key key, byte @Nullable [] value) {
        if (tested.contains(key)) {
            written.put(key, Optional.ofNullable(value));
        }
    }

    private static boolean within(Range range, Key key) {
        byte[] to = range.to();
        return key.space() == range.space()
                && Arrays.compareUnsigned(key.bytes(), range.from()) >= 0
                && (to == null || Arrays.compareUnsigned(key.bytes(), to) < 0);
    }
}
