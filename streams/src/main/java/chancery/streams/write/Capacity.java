package chancery.streams.write;

import chancery.store.Partition;
import chancery.streams.fault.Fault;
import chancery.streams.record.Content;
import chancery.streams.stream.Use;
import chancery.streams.truth.Filled;
import chancery.streams.truth.StreamTruth;
import chancery.streams.truth.Total;
import chancery.streams.truth.WritePlan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps requests within what their streams may hold: records, bytes, and different properties.
final class Capacity {
    private final int propertiesMax;
    private final Map<Partition, Room> rooms = new ConcurrentHashMap<>();
    private final Map<Partition, Filled> known = new ConcurrentHashMap<>();

    Capacity(int propertiesMax) {
        this.propertiesMax = propertiesMax;
    }

    /// Commits a plan; false when it has to be made again, because a record was changed or because
    /// others at the same time may take the room that there is.
    ///
    /// @throws Fault of kind `INVALID` when the stream cannot hold it
    boolean commit(StreamTruth truth, WritePlan plan) {
        fill(truth, plan);
        Room room = rooms.computeIfAbsent(truth.partition(), _ -> new Room());
        Use growth = plan.growth();
        if (!room.take(truth, growth)) {
            return false;
        }
        try {
            return truth.commit(plan);
        } finally {
            room.give(growth);
        }
    }

    /// Notes in a plan which properties it is the first to fill.
    private void fill(StreamTruth truth, WritePlan plan) {
        List<Content> contents = plan.contents();
        Filled cached = known.get(truth.partition());
        if (cached != null && contents.stream().allMatch(cached::covers)) {
            return;
        }
        Optional<byte[]> kept = truth.filled();
        Filled before = Filled.of(kept);
        Filled after = before.with(contents);
        known.put(truth.partition(), before);
        if (after.equals(before)) {
            return;
        }
        if (after.count() > propertiesMax) {
            throw Fault.invalid(
                    "Stream quota exceeded: records of the stream "
                            + truth.stream().id()
                            + " may have data in "
                            + propertiesMax
                            + " different properties, and this would make "
                            + after.count()
                            + "; nothing was stored");
        }
        plan.fill(kept, after);
    }

    /// How much of a stream is taken: by what is committed, and by what is about to be.
    private static final class Room {
        private Total total = Total.EMPTY;
        private long records;
        private long bytes;

        /// Takes room for a growth; false when only others that are about to be committed are in
        /// its way.
        synchronized boolean take(StreamTruth truth, Use growth) {
            total = truth.total(total);
            Use use = total.use();
            Optional<String> excess = truth.stream().settings().excess(use, growth);
            if (excess.isPresent()) {
                throw Fault.invalid(
                        "Stream quota exceeded: the stream "
                                + truth.stream().id()
                                + " would hold "
                                + excess.get()
                                + "; nothing was stored");
            }
            Use soon = new Use(use.records() + records, use.bytes() + bytes);
            if (truth.stream().settings().excess(soon, growth).isPresent()) {
                return false;
            }
            records += Math.max(0, growth.records());
            bytes += Math.max(0, growth.bytes());
            return true;
        }

        synchronized void give(Use growth) {
            records -= Math.max(0, growth.records());
            bytes -= Math.max(0, growth.bytes());
        }
    }
}
