package chancery.streams.truth;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.Batch;
import chancery.store.memory.MemoryStore;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.record.Alarms;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.LiveStream;
import chancery.streams.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Each planted damage is found.
final class StreamProofTest {
    private static final ProjectName PROJECT = new ProjectName("dev");
    private static final Stream STREAM = LiveStream.STREAM;
    private static final RecordId A = new RecordId(new SpaceId("plant"), "a");
    private static final RecordId B = new RecordId(new SpaceId("plant"), "b");

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Keys keys = new Keys(PROJECT, STREAM);
    private final StreamTruth truth = new StreamTruth(store, PROJECT, STREAM);

    @BeforeEach
    void write() {
        put("a");
        put("b");
        put("b");
        put("c");
        RecordKey key = truth.key(B);
        StreamTruth.Heads heads = truth.heads(List.of(key));
        WritePlan plan = truth.plan(9, heads);
        plan.delete(B, key, heads.get(0).orElseThrow());
        assertThat(truth.commit(plan)).isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(String name) {
        StoredRecord record = Alarms.alarm(name, 5, "'severity':1");
        RecordWrite write = new RecordWrite(record.id(), record.content());
        RecordKey key = truth.key(write);
        StreamTruth.Heads heads = truth.heads(List.of(key));
        WritePlan plan = truth.plan(5, heads);
        plan.put(write, key, heads.get(0));
        Optional<byte[]> filled = truth.filled();
        plan.fill(filled, Filled.of(filled).with(plan.contents()));
        assertThat(truth.commit(plan)).isTrue();
    }

    private List<String> faults() {
        return StreamProof.run(store, PROJECT, STREAM).faults();
    }

    @Test
    void findsNothingInWhatIsWhole() {
        StreamProof.Result result = StreamProof.run(store, PROJECT, STREAM);

        assertThat(result.faults()).isEmpty();
        assertThat(result.records()).isEqualTo(3);
    }

    @Test
    void findsHeadsThatAreGone() {
        store.commit(new Batch().delete(keys.head(A, new byte[0])));

        assertThat(faults()).anyMatch(fault -> fault.contains("plant.a"));
    }

    @Test
    void findsChangesThatAreGone() {
        store.commit(new Batch().delete(keys.change(new Place(1, 0))));

        assertThat(faults())
                .anyMatch(fault -> fault.contains("heads"))
                .anyMatch(fault -> fault.contains("records by the log"))
                .anyMatch(fault -> fault.contains("bytes by the log"));
    }

    @Test
    void findsFormerChangesThatStayed() {
        byte[] former = store.get(keys.change(new Place(1, 0))).orElseThrow();
        store.commit(new Batch().put(keys.change(new Place(2, 0)), former));

        assertThat(faults()).anyMatch(fault -> fault.contains("does not show"));
    }

    @Test
    void findsPropertiesThatAreNotCounted() {
        Filled nothing = new Filled(Map.of());
        store.commit(new Batch().put(keys.filled(), nothing.encode()));

        assertThat(faults()).anyMatch(fault -> fault.contains("a property of plant.a"));
    }

    @Test
    void findsDeletionsThatAreNotIndexed() {
        store.commit(new Batch().delete(keys.deletion(new Place(5, 0))));

        assertThat(faults()).anyMatch(fault -> fault.contains("deletion of plant.b"));
    }
}
