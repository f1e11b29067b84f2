package chancery.streams.truth;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Log;
import chancery.store.Outcome;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.streams.name.ProjectName;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Use;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happens to the records of one stream as time goes by: deletions are forgotten, records of
/// immutable streams end, the log is summed up. Each step is a batch of its own and may be the last
/// one; the next run goes on from there.
public final class StreamUpkeep {
    private static final int STEP = 500;
    private static final int ENTRIES_KEPT = 1_000;

    private final KeyValue store;
    private final StreamTruth truth;
    private final Keys keys;

    public StreamUpkeep(KeyValue store, ProjectName project, Stream stream) {
        this.store = store;
        this.truth = new StreamTruth(store, project, stream);
        this.keys = new Keys(project, stream);
    }

    /// Forgets deletions from before a moment; how many.
    public int forgetDeletions(long before) {
        int forgotten = 0;
        while (true) {
            List<Gone> step = deletions(before);
            if (step.isEmpty() || !remove(step, Kind.DELETIONS)) {
                return forgotten;
            }
            forgotten += step.size();
        }
    }

    /// Ends the records that came before a moment; how many.
    public int endRecords(long before) {
        int ended = 0;
        while (true) {
            List<Gone> step = records(before);
            if (step.isEmpty() || !remove(step, Kind.RECORDS)) {
                return ended;
            }
            ended += step.size();
        }
    }

    /// What goes.
    private enum Kind {
        DELETIONS,
        RECORDS
    }

    /// A change that goes, and the head that shows to it.
    private record Gone(Place place, Key headKey, byte[] head) {}

    private List<Gone> deletions(long before) {
        List<Gone> gone = new ArrayList<>();
        try (Scan scan = store.scan(keys.deletions(), Direction.ASCENDING)) {
            while (gone.size() < STEP && scan.next()) {
                Key headKey = keys.partition().key(Space.HEAD, scan.value());
                Place place = keys.place(scan.key());
                Optional<byte[]> head = store.get(headKey);
                boolean same = head.map(h -> Head.decode(h).place().equals(place)).orElse(false);
                if (!same || Head.decode(head.orElseThrow()).lastUpdatedTime() >= before) {
                    // Too young, or the record came back after the scan began.
                    return gone;
                }
                gone.add(new Gone(place, headKey, head.orElseThrow()));
            }
        }
        return gone;
    }

    private List<Gone> records(long before) {
        List<Gone> gone = new ArrayList<>();
        try (Scan scan = store.scan(keys.changes(), Direction.ASCENDING)) {
            while (gone.size() < STEP && scan.next()) {
                Change change = Change.decode(keys.place(scan.key()), scan.value());
                StoredRecord record = change.record();
                if (record.createdTime() >= before) {
                    return gone;
                }
                Key headKey = truth.key(new RecordWrite(record.id(), record.content())).key();
                Optional<byte[]> head = store.get(headKey);
                if (head.isEmpty()) {
                    throw new IllegalStateException("a record of " + keys.log() + " has no head");
                }
                gone.add(new Gone(change.place(), headKey, head.get()));
            }
        }
        return gone;
    }

    /// Takes changes and their heads away; false when a record was written in the meantime.
    private boolean remove(List<Gone> gone, Kind kind) {
        Batch batch = new Batch();
        List<Place> places = new ArrayList<>();
        long bytes = 0;
        long records = 0;
        for (Gone one : gone) {
            Head head = Head.decode(one.head());
            batch.requireEqual(one.headKey(), one.head());
            batch.delete(one.headKey()).delete(keys.change(one.place()));
            batch.delete(keys.deletion(one.place()));
            places.add(one.place());
            bytes -= head.bytes();
            records -= head.live() ? 1 : 0;
        }
        if (kind == Kind.DELETIONS) {
            batch.put(keys.forgotten(), places.getLast().bytes());
        }
        batch.append(keys.log(), new Entry(new Use(records, bytes), places).encode());
        return store.commit(batch) instanceof Outcome.Committed;
    }

    /// Sums the log up and trims it behind the sum, as far as it was read, when it has become long.
    public void sumUp(LogReader reader) {
        Log log = truth.log();
        Optional<byte[]> known = store.get(keys.total());
        Total before = known.map(Total::decode).orElse(Total.EMPTY);
        if (log.tail() - before.position() < ENTRIES_KEPT) {
            return;
        }
        Total total = truth.total(Total.EMPTY);
        Batch batch = new Batch();
        known.ifPresentOrElse(
                value -> batch.requireEqual(keys.total(), value),
                () -> batch.requireAbsent(keys.total()));
        // Another who sums up at the same time makes this one nothing, which is right.
        store.commit(
                batch.put(keys.total(), total.encode())
                        .trim(keys.log(), Math.min(total.position(), reader.read(truth))));
    }

    /// Takes the whole stream away.
    public void drop() {
        Batch batch =
                new Batch()
                        .deletePartition(Space.HEAD, keys.partition())
                        .deletePartition(Space.STREAM, keys.partition())
                        .deletePartition(Space.META, keys.partition());
        long tail = truth.tail();
        if (tail > 0) {
            batch.trim(keys.log(), tail);
        }
        store.commit(batch);
    }
}
