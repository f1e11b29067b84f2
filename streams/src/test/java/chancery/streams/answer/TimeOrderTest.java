package chancery.streams.answer;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.memory.MemoryStore;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.StreamId;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.query.RecordOrder;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.Alarms;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.truth.Place;
import chancery.streams.truth.StreamTruth;
import chancery.streams.value.Datum;
import chancery.streams.write.RecordWriter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Windows of time, and the order of times: found without reading everything, as if all was read.
final class TimeOrderTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long STEP = Duration.ofMinutes(10).toMillis();
    private static final Sort NEWEST =
            new Sort(
                    List.of(
                            new Sort.Key(
                                    Path.Top.LAST_UPDATED_TIME,
                                    Sort.Direction.DESCENDING,
                                    Sort.Nulls.LAST)));
    private static final int BATCHES = 40;
    private static final int BATCH = 100;
    private static final int ALL = 100_000;

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final StreamTruth truth =
            new StreamTruth(
                    store,
                    new ProjectName("dev"),
                    new Stream(
                            new StreamId("live"),
                            "BasicLiveData",
                            Template.STANDARD.get(2).settings(),
                            1,
                            Optional.empty()));
    private final AtomicLong clock = new AtomicLong(START);
    private final AtomicInteger looks = new AtomicInteger();
    private final ScanEngine engine =
            new ScanEngine(StreamsLimits.Reads.STANDARD, looks::incrementAndGet);

    @AfterEach
    void close() {
        store.close();
    }

    private RecordWriter writer() {
        return new RecordWriter(
                () -> Instant.ofEpochMilli(clock.get()), StreamsLimits.Writes.STANDARD);
    }

    private static RecordWrite write(int id) {
        StoredRecord record = Alarms.alarm("r" + id, 0, "'severity':" + id);
        return new RecordWrite(record.id(), record.content());
    }

    private void fill() {
        RecordWriter writer = writer();
        for (int i = 0; i < BATCHES; i++) {
            List<RecordWrite> batch = new ArrayList<>();
            for (int j = 0; j < BATCH; j++) {
                batch.add(write(i * BATCH + j));
            }
            writer.upsert(truth, batch);
            clock.addAndGet(STEP);
        }
    }

    private List<StoredRecord> filter(TimeWindow window, Sort sort, int limit) {
        return filter(Filter.All.ALL, window, sort, limit);
    }

    private List<StoredRecord> filter(Filter filter, TimeWindow window, Sort sort, int limit) {
        looks.set(0);
        return engine.filter(truth, new Question(filter, window), sort, limit);
    }

    private static Filter changed(Filter.End low, Filter.End high) {
        return new Filter.Range(Path.Top.LAST_UPDATED_TIME, Optional.of(low), Optional.of(high));
    }

    private static Filter.End end(long time, Filter.Edge edge) {
        return new Filter.End(new Datum.Whole(time), edge);
    }

    @Test
    void readsOnlyWhatIsNear() {
        fill();
        long late = START + (BATCHES - 1) * STEP;

        assertThat(filter(TimeWindow.ALWAYS, Sort.USUAL, BATCH)).hasSize(BATCH);
        assertThat(looks).hasValue(1);
        assertThat(filter(new TimeWindow(late, late + 1), Sort.USUAL, ALL)).hasSize(BATCH);
        assertThat(looks).hasValue(1);
        assertThat(filter(new TimeWindow(0, START + 1), Sort.USUAL, ALL)).hasSize(BATCH);
        assertThat(looks).hasValue(1);
        assertThat(filter(TimeWindow.ALWAYS, Sort.USUAL, ALL)).hasSize(BATCHES * BATCH);
        assertThat(looks).hasValueGreaterThan(10);
    }

    @Test
    void readsOnlyWhatIsNearFromTheEnd() {
        fill();
        long late = START + (BATCHES - 1) * STEP;

        assertThat(filter(TimeWindow.ALWAYS, NEWEST, BATCH))
                .hasSize(BATCH)
                .allMatch(record -> record.lastUpdatedTime() == late);
        assertThat(looks).hasValue(1);
        assertThat(filter(new TimeWindow(0, START + 1), NEWEST, ALL)).hasSize(BATCH);
        assertThat(looks).hasValue(1);
        assertThat(filter(new TimeWindow(late, Long.MAX_VALUE), NEWEST, ALL)).hasSize(BATCH);
        assertThat(looks).hasValue(1);
    }

    @Test
    void readsOnlyWhatTheFilterSaysOfTimes() {
        fill();
        long middle = START + 20 * STEP;
        Filter there =
                changed(end(middle, Filter.Edge.INCLUDED), end(middle, Filter.Edge.INCLUDED));
        Filter other = new Filter.In(Path.Top.LAST_UPDATED_TIME, List.of(new Datum.Whole(middle)));
        Filter deep = new Filter.Or(List.of(new Filter.And(List.of(there)), other));

        for (Filter filter : List.of(there, other, deep)) {
            for (Sort sort : List.of(Sort.USUAL, NEWEST)) {
                assertThat(filter(filter, TimeWindow.ALWAYS, sort, ALL)).hasSize(BATCH);
                assertThat(looks).hasValue(1);
            }
        }
        Filter never =
                changed(end(middle, Filter.Edge.EXCLUDED), end(middle, Filter.Edge.EXCLUDED));
        assertThat(filter(never, TimeWindow.ALWAYS, NEWEST, ALL)).isEmpty();
        assertThat(looks).hasValue(1);
    }

    @Test
    void beginsWithTheFirstChangeThatIsLeft() {
        Beginning beginning = new Beginning();
        RecordWriter writer = writer();
        writer.upsert(truth, List.of(write(1), write(2), write(3)));
        writer.upsert(truth, List.of(write(1), write(2)));

        assertThat(soon(beginning)).containsExactlyInAnyOrder("r1", "r2", "r3");
        assertThat(beginning.place()).isEqualTo(new Place(1, 1));
        writer.upsert(truth, List.of(write(3)));
        assertThat(soon(beginning)).containsExactlyInAnyOrder("r1", "r2", "r3");
        assertThat(beginning.place()).isEqualTo(new Place(1, 0xffff));
        writer.upsert(truth, List.of(write(2), write(1)));
        assertThat(soon(beginning)).containsExactlyInAnyOrder("r1", "r2", "r3");
        assertThat(beginning.place()).isEqualTo(new Place(2, 0xffff));
    }

    private List<String> soon(Beginning beginning) {
        return engine
                .soon(
                        truth,
                        new Question(Filter.All.ALL, TimeWindow.ALWAYS),
                        Sort.USUAL,
                        ALL,
                        new ScanEngine.Looks(ALL, beginning))
                .orElseThrow()
                .stream()
                .map(record -> record.id().externalId())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsWhatReadingAllFinds(long seed) {
        Random random = new Random(seed);
        RecordWriter writer = writer();
        for (int i = 0; i < 200; i++) {
            // A clock that is set back now and then, a server that begins anew, a record that is
            // changed all the time.
            clock.addAndGet(random.nextInt(10) == 0 ? -10 * STEP : random.nextLong(STEP / 2));
            writer = random.nextInt(20) == 0 ? writer() : writer;
            writer.upsert(truth, List.of(write(0)));
            writer.upsert(truth, List.of(write(1 + random.nextInt(60))));
        }
        List<StoredRecord> all = new ArrayList<>();
        truth.each(Place.START, change -> all.add(change.record()));

        assertThat(all).isSortedAccordingTo(Comparator.comparing(StoredRecord::lastUpdatedTime));
        for (int i = 0; i < 200; i++) {
            long from = START - 20 * STEP + random.nextLong(60 * STEP);
            TimeWindow window = new TimeWindow(from, from + random.nextLong(20 * STEP));
            Sort sort = random.nextBoolean() ? Sort.USUAL : NEWEST;
            int limit = 1 + random.nextInt(20);
            List<StoredRecord> expected =
                    all.stream()
                            .filter(record -> window.holds(record.lastUpdatedTime()))
                            .sorted(new RecordOrder(sort))
                            .limit(limit)
                            .toList();
            Filter filter =
                    changed(
                            end(window.from() - 1, Filter.Edge.EXCLUDED),
                            end(window.to(), Filter.Edge.EXCLUDED));

            assertThat(filter(window, sort, limit)).isEqualTo(expected);
            assertThat(filter(filter, TimeWindow.ALWAYS, sort, limit)).isEqualTo(expected);
        }
    }
}
