package chancery.streams.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.memory.MemoryStore;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.StreamId;
import chancery.streams.record.Alarms;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Settings;
import chancery.streams.stream.Stream;
import chancery.streams.stream.StreamType;
import chancery.streams.truth.StreamProof;
import chancery.streams.truth.StreamTruth;
import chancery.streams.truth.StreamUpkeep;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a stream may hold, up to the last record and property.
final class CapacityTest {
    private static final ProjectName PROJECT = new ProjectName("dev");

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final StreamTruth mutable = truth(StreamType.MUTABLE);
    private final RecordWriter writer = writer(3);

    private static RecordWriter writer(int properties) {
        StreamsLimits.Writes usual = StreamsLimits.Writes.STANDARD;
        return new RecordWriter(
                InstantSource.system(),
                new StreamsLimits.Writes(
                        usual.bodyBytes(),
                        usual.bytesInFlight(),
                        usual.items(),
                        usual.sources(),
                        usual.attempts(),
                        properties));
    }

    private static Stream stream(StreamType type) {
        return new Stream(
                new StreamId("five"),
                "Five",
                new Settings(type, 5, 1, Optional.empty(), Optional.empty(), 1),
                1,
                Optional.empty());
    }

    private StreamTruth truth(StreamType type) {
        return new StreamTruth(store, PROJECT, stream(type));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RecordWrite write(String name, String properties) {
        StoredRecord record = Alarms.alarm(name, 1, "'severity':1" + properties);
        return new RecordWrite(record.id(), record.content());
    }

    private static List<RecordWrite> writes(int from, int to) {
        List<RecordWrite> writes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            writes.add(write("r" + i, ""));
        }
        return writes;
    }

    private static void refused(Callable<?> request, String words) {
        assertThatThrownBy(request::call)
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.kind()).isEqualTo(Fault.Kind.INVALID))
                .hasMessageContaining("Stream quota exceeded")
                .hasMessageContaining(words);
    }

    @Test
    void holdsAsManyRecordsAsAllowed() {
        writer.upsert(mutable, writes(0, 4));

        refused(() -> writer.upsert(mutable, writes(3, 6)), "more than 5 records");
        assertThat(mutable.use().records()).isEqualTo(4);
        writer.upsert(mutable, writes(3, 5));
        refused(() -> writer.upsert(mutable, writes(5, 6)), "more than 5 records");
        refused(() -> writer.ingest(mutable, writes(5, 6)), "more than 5 records");
        assertThat(mutable.use().records()).isEqualTo(5);
    }

    @Test
    void replacesAndDeletesInFullStreams() {
        writer.upsert(mutable, writes(0, 5));

        writer.upsert(mutable, writes(0, 5));
        writer.delete(mutable, List.of(writes(0, 1).getFirst().id()));
        writer.upsert(mutable, writes(5, 6));

        assertThat(mutable.use().records()).isEqualTo(5);
        refused(() -> writer.upsert(mutable, writes(0, 1)), "more than 5 records");
    }

    @Test
    void leavesOutWhatImmutableStreamsHoldAlready() {
        StreamTruth immutable = truth(StreamType.IMMUTABLE);
        writer.ingest(immutable, writes(0, 4));

        writer.ingest(immutable, writes(0, 5));

        assertThat(immutable.use().records()).isEqualTo(5);
        refused(() -> writer.ingest(immutable, writes(4, 6)), "more than 5 records");
    }

    @Test
    void knowsWhatIsThereAfterTheLogWasSummedUp() {
        writer.upsert(mutable, writes(0, 4));
        for (int i = 0; i < 1_000; i++) {
            writer.upsert(mutable, writes(0, 1));
        }
        new StreamUpkeep(store, PROJECT, mutable.stream()).sumUp(StreamTruth::tail);

        RecordWriter restarted = writer(3);

        refused(() -> restarted.upsert(mutable, writes(4, 6)), "more than 5 records");
        restarted.upsert(mutable, writes(4, 5));
        refused(() -> writer.upsert(mutable, writes(5, 6)), "more than 5 records");
        assertThat(mutable.use().records()).isEqualTo(5);
    }

    @Test
    void requestsAtTheSameTimeDoNotGoOverTogether() throws Exception {
        List<Callable<Boolean>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<RecordWrite> one = writes(i, i + 1);
            requests.add(() -> stored(one));
        }

        int stored = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> answer : threads.invokeAll(requests)) {
                stored += answer.get() ? 1 : 0;
            }
        }

        assertThat(stored).isEqualTo(5);
        assertThat(mutable.use().records()).isEqualTo(5);
    }

    private boolean stored(List<RecordWrite> writes) {
        try {
            return writer.upsert(mutable, writes) instanceof WriteOutcome.Stored;
        } catch (Fault refused) {
            assertThat(refused.text()).contains("more than 5 records");
            return false;
        }
    }

    @Test
    void fillsAsManyPropertiesAsAllowed() {
        writer.upsert(mutable, List.of(write("a", "")));

        refused(
                () ->
                        writer.upsert(
                                mutable,
                                List.of(
                                        write("b", ",'text':'t'"),
                                        write("c", ",'level':1,'on':true"))),
                "3 different properties, and this would make 5");
        writer.upsert(mutable, List.of(write("b", ",'text':'t'")));
        refused(
                () -> writer.upsert(mutable, List.of(write("a", ",'on':true"))),
                "3 different properties, and this would make 4");
        writer.upsert(mutable, List.of(write("c", ",'text':'u'")));

        assertThat(mutable.use().records()).isEqualTo(3);
    }

    @Test
    void countsPropertiesAfterRestartToo() {
        writer.upsert(mutable, List.of(write("a", ",'text':'t'")));
        RecordWriter restarted = writer(3);

        refused(
                () -> restarted.ingest(mutable, List.of(write("b", ",'level':1"))),
                "3 different properties");
        restarted.ingest(mutable, List.of(write("b", ",'text':'u'")));

        assertThat(StreamProof.run(store, PROJECT, mutable.stream()).faults()).isEmpty();
    }
}
