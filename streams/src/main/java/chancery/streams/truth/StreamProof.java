package chancery.streams.truth;

import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.streams.name.ProjectName;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Stream;
import chancery.streams.stream.StreamType;
import chancery.streams.stream.Use;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Compares what a stream keeps of each record: the head with the change it shows to, the deletions
/// with their index, and all together with what the log says the stream holds.
public final class StreamProof {
    private final KeyValue store;
    private final StreamTruth truth;
    private final Keys keys;
    private final Filled filled;
    private final List<String> faults = new ArrayList<>();
    private long changes;
    private long live;
    private long bytes;

    private StreamProof(KeyValue store, ProjectName project, Stream stream) {
        this.store = store;
        this.truth = new StreamTruth(store, project, stream);
        this.keys = new Keys(project, stream);
        this.filled = Filled.of(truth.filled());
    }

    /// What the comparison found.
    ///
    /// @param records how many there are, deletions that can still be read among them
    public record Result(long records, List<String> faults) {
        public Result {
            faults = List.copyOf(faults);
        }
    }

    /// Compares everything of a stream that nobody writes to.
    public static Result run(KeyValue store, ProjectName project, Stream stream) {
        StreamProof proof = new StreamProof(store, project, stream);
        if (new EarlierHeads(store, project, stream).any()) {
            proof.fault("stored by an earlier version; start the server once, which moves it");
            return new Result(0, proof.faults);
        }
        proof.compare();
        return new Result(proof.changes, proof.faults);
    }

    private void compare() {
        try (Scan scan = store.scan(keys.changes(), Direction.ASCENDING)) {
            while (scan.next()) {
                compare(Change.decode(keys.place(scan.key()), scan.value()), scan.value().length);
            }
        }
        same("heads", changes, count(keys.heads()));
        same("indexed deletions", changes - live, count(keys.deletions()));
        Use use = truth.use();
        same("records by the log", live, use.records());
        same("bytes by the log", bytes, use.bytes());
    }

    private void compare(Change change, int length) {
        changes++;
        bytes += length;
        StoredRecord record = change.record();
        Key key = head(record);
        Head expected =
                new Head(
                        change.status(),
                        change.place(),
                        record.createdTime(),
                        record.lastUpdatedTime(),
                        length);
        boolean shown =
                store.get(key).map(head -> Head.decode(head).equals(expected)).orElse(false);
        if (!shown) {
            fault("the head of " + record.id().dotted() + " does not show to its change");
        }
        if (!filled.covers(record.content())) {
            fault("a property of " + record.id().dotted() + " is not among those that hold data");
        }
        if (change.status() != Status.DELETED) {
            live++;
            return;
        }
        Optional<byte[]> indexed = store.get(keys.deletion(change.place()));
        if (!indexed.map(suffix -> Arrays.equals(suffix, key.suffix())).orElse(false)) {
            fault("the deletion of " + record.id().dotted() + " is not in its index");
        }
    }

    private Key head(StoredRecord record) {
        return truth.stream().type() == StreamType.MUTABLE
                ? truth.key(record.id()).key()
                : truth.key(new RecordWrite(record.id(), record.content())).key();
    }

    private long count(Range range) {
        long count = 0;
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            while (scan.next()) {
                count++;
            }
        }
        return count;
    }

    private void same(String what, long expected, long found) {
        if (expected != found) {
            fault(found + " " + what + " where there should be " + expected);
        }
    }

    private void fault(String what) {
        faults.add(keys.log() + ": " + what);
    }
}
