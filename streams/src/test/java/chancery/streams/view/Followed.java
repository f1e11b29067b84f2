package chancery.streams.view;

import chancery.store.Batch;
import chancery.store.column.Condition;
import chancery.store.memory.MemoryStore;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.record.Alarms;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.LiveStream;
import chancery.streams.stream.Stream;
import chancery.streams.truth.StreamTruth;
import chancery.streams.write.RecordWriter;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A stream of tests that somebody follows, turn by turn.
final class Followed implements AutoCloseable {
    static final ProjectName PROJECT = new ProjectName("dev");
    static final Stream STREAM = LiveStream.STREAM;

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final StreamTruth truth = new StreamTruth(store, PROJECT, STREAM);
    private final AtomicLong clock = new AtomicLong(1_000);
    private final RecordWriter writer =
            new RecordWriter(
                    () -> Instant.ofEpochMilli(clock.incrementAndGet()),
                    StreamsLimits.Writes.STANDARD);
    private final KeptColumns columns;
    private final StreamsLimits.View limits;
    private TableEngine engine;
    private Follower follower;

    private Followed(StreamsLimits.View limits, KeptColumns columns) {
        this.limits = limits;
        this.columns = columns;
        this.engine = new TableEngine(columns, System::nanoTime);
        this.follower = new Follower(truth, engine, limits, System::nanoTime);
    }

    Followed(StreamsLimits.View limits) {
        this(limits, new KeptColumns());
    }

    Followed() {
        this(StreamsLimits.View.STANDARD);
    }

    /// An empty stream beside the tables of another.
    Followed(KeptColumns columns) {
        this(StreamsLimits.View.STANDARD, columns);
    }

    MemoryStore store() {
        return store;
    }

    StreamTruth truth() {
        return truth;
    }

    KeptColumns columns() {
        return columns;
    }

    TableEngine engine() {
        return engine;
    }

    Follower follower() {
        return follower;
    }

    /// Upserts records of these names in one request.
    void upsert(int severity, String... names) {
        writer.upsert(
                truth,
                Arrays.stream(names)
                        .map(name -> Alarms.alarm(name, 0, "'severity':" + severity))
                        .map(record -> new RecordWrite(record.id(), record.content()))
                        .toList());
    }

    void upsert(StoredRecord record) {
        writer.upsert(truth, List.of(new RecordWrite(record.id(), record.content())));
    }

    void delete(String... names) {
        writer.delete(
                truth,
                Arrays.stream(names)
                        .map(name -> new RecordId(new SpaceId("plant"), name))
                        .toList());
    }

    /// Forgets what the log said so far.
    void trim() {
        store.commit(new Batch().trim(truth.partition().name(), truth.tail()));
    }

    void turn() {
        try {
            follower.turn();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Takes turns until the view has all.
    void follow() {
        while (!follower.standing().complete() || follower.standing().position() < truth.tail()) {
            turn();
        }
    }

    /// Another process on the same tables.
    void restart() {
        engine.close();
        engine = new TableEngine(columns, System::nanoTime);
        follower = new Follower(truth, engine, limits, System::nanoTime);
    }

    /// How many rows there are; nothing when the table cannot be asked right now.
    Optional<Long> rows() {
        try {
            return follower.standing()
                    .ask(truth.tail(), Duration.ZERO, (reader, _) -> reader.count(Condition.ALL));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
