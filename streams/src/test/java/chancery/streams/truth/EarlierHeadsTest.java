package chancery.streams.truth;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;
import chancery.store.memory.MemoryStore;
import chancery.streams.name.ProjectName;
import chancery.streams.record.Alarms;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.LiveStream;
import chancery.streams.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Streams as an earlier version stored them are read as if they were new.
final class EarlierHeadsTest {
    private static final int RECORDS = 5_001;
    private static final ProjectName PROJECT = new ProjectName("dev");
    private static final Stream STREAM = LiveStream.STREAM;

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Keys keys = new Keys(PROJECT, STREAM);
    private final StreamTruth truth = new StreamTruth(store, PROJECT, STREAM);
    private final EarlierHeads earlier = new EarlierHeads(store, PROJECT, STREAM);

    @BeforeEach
    void writeAsBefore() {
        WritePlan plan = truth.plan(5, truth.heads(List.of()));
        for (int i = 0; i < RECORDS; i++) {
            StoredRecord record = Alarms.alarm("r" + i, 5, "'severity':1");
            RecordWrite write = new RecordWrite(record.id(), record.content());
            plan.put(write, truth.key(write), Optional.empty());
        }
        plan.fill(Optional.empty(), Filled.of(Optional.empty()).with(plan.contents()));
        assertThat(truth.commit(plan)).isTrue();
        moveBack(RECORDS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// Puts heads where an earlier version had them.
    private void moveBack(int count) {
        Batch batch = new Batch();
        int left = count;
        try (Scan scan = store.scan(keys.heads(), Direction.ASCENDING)) {
            while (left > 0 && scan.next()) {
                Key head = keys.head(scan.key());
                batch.put(keys.partition().key(Space.STREAM, head.suffix()), scan.value());
                batch.delete(head);
                left--;
            }
        }
        store.commit(batch);
    }

    @Test
    void movesAllHeadsOnce() {
        assertThat(earlier.any()).isTrue();
        assertThat(earlier.move()).isEqualTo(RECORDS);

        assertThat(earlier.any()).isFalse();
        assertThat(earlier.move()).isZero();
        assertThat(StreamProof.run(store, PROJECT, STREAM).faults()).isEmpty();
        assertThat(StreamProof.run(store, PROJECT, STREAM).records()).isEqualTo(RECORDS);
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        earlier.move();
        moveBack(7);

        assertThat(earlier.move()).isEqualTo(7);
        assertThat(StreamProof.run(store, PROJECT, STREAM).faults()).isEmpty();
    }

    @Test
    void aProofSaysWhatToDo() {
        assertThat(StreamProof.run(store, PROJECT, STREAM).faults())
                .singleElement()
                .asString()
                .contains("start the server once");
    }
}
