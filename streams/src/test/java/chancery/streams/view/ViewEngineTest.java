package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.Question;
import chancery.streams.answer.ScanEngine;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;
import chancery.streams.value.TypeKind;
import chancery.web.Eventually;
import chancery.web.Loops;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Which questions the view answers, and what happens when it cannot.
final class ViewEngineTest {
    private static final Path.Property SEVERITY =
            new Path.Property(
                    new ContainerId(new SpaceId("plant"), "Alarm"),
                    "severity",
                    PropertyType.of(TypeKind.INT32));
    private static final Question ALL = new Question(Filter.All.ALL, TimeWindow.ALWAYS);
    private static final Sort BY_SEVERITY =
            new Sort(List.of(new Sort.Key(SEVERITY, Sort.Direction.DESCENDING, Sort.Nulls.LAST)));
    private static final Map<String, Aggregate> COUNT = Map.of("n", Aggregate.Count.COUNT);

    private final Followed followed = new Followed();
    private final KeptColumns columns = followed.columns();
    private final Loops loops =
            new Loops(
                    (loop, cause) -> {
                        throw new AssertionError(loop, cause);
                    });
    private Views views = views(StreamsLimits.STANDARD);

    @AfterEach
    void close() {
        columns.release();
        loops.close();
        views.close();
        followed.close();
    }

    private Views views(StreamsLimits limits) {
        return new Views(columns, limits.view(), System::nanoTime);
    }

    /// An engine that does not read more than so many records by itself, and hardly waits.
    private ViewEngine engine(int matches) {
        StreamsLimits.Reads usual = StreamsLimits.Reads.STANDARD;
        StreamsLimits.View view = StreamsLimits.View.STANDARD;
        StreamsLimits limits =
                new StreamsLimits(
                                StreamsLimits.Writes.STANDARD,
                                new StreamsLimits.Reads(
                                        usual.page(),
                                        usual.pageUsual(),
                                        usual.filterBytes(),
                                        usual.syncBytes(),
                                        usual.time(),
                                        usual.buckets(),
                                        matches,
                                        usual.tombstones()),
                                StreamsLimits.Models.STANDARD,
                                StreamsLimits.Tokens.STANDARD)
                        .with(
                                new StreamsLimits.View(
                                        Duration.ofMillis(50),
                                        view.rows(),
                                        view.bytes(),
                                        view.backlogBytes(),
                                        view.backlogTime(),
                                        view.entries(),
                                        2,
                                        4));
        views = views(limits);
        return new ViewEngine(views, new ScanEngine(limits.reads(), System::nanoTime), limits);
    }

    private void settle() throws Exception {
        Eventually.holds(
                "the view has all",
                () -> {
                    Follower follower = views.of(followed.truth()).orElseThrow();
                    return follower.standing().complete()
                            && follower.standing().position() == followed.truth().tail();
                });
    }

    private static List<String> names(List<StoredRecord> records) {
        return records.stream().map(record -> record.id().externalId()).toList();
    }

    private static Optional<Double> count(Map<String, Result> results) {
        return results.get("n") instanceof Result.Figure(_, var value) ? value : Optional.empty();
    }

    /// Whether a question is answered, and not refused for what it says.
    private static boolean served(Runnable question) {
        try {
            question.run();
            return true;
        } catch (Fault fault) {
            assertThat(fault.kind()).isEqualTo(Fault.Kind.INVALID);
            return false;
        }
    }

    @Test
    void asksTheViewWhenItIsThere() throws Exception {
        ViewEngine engine = engine(1);
        views.start(loops);
        followed.upsert(1, "a", "b");
        followed.upsert(2, "c");
        settle();

        assertThat(names(engine.filter(followed.truth(), ALL, BY_SEVERITY, 2)))
                .containsExactly("c", "a");
        assertThat(count(engine.aggregate(followed.truth(), ALL, COUNT))).hasValue(3.0);
    }

    @Test
    void readsTheRecordsOfSmallStreamsAsLongAsThereIsNoView() throws Exception {
        ViewEngine engine = engine(3);
        followed.upsert(1, "a", "b");
        followed.upsert(2, "c");

        assertThat(names(engine.filter(followed.truth(), ALL, BY_SEVERITY, 2)))
                .containsExactly("c", "a");
        assertThat(count(engine.aggregate(followed.truth(), ALL, COUNT))).hasValue(3.0);
    }

    @Test
    void asksToComeAgainWhenALargeStreamHasNoView() throws Exception {
        ViewEngine engine = engine(2);
        followed.upsert(1, "a", "b", "c");

        assertThatThrownBy(() -> engine.aggregate(followed.truth(), ALL, COUNT))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
                            assertThat(fault.retryAfter()).isPresent();
                        });
    }

    @Test
    void asksToComeAgainWhenTheViewIsLate() throws Exception {
        ViewEngine engine = engine(100);
        views.start(loops);
        followed.upsert(1, "a");
        settle();
        columns.hold();
        followed.upsert(2, "b");

        assertThatThrownBy(() -> engine.aggregate(followed.truth(), ALL, COUNT))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE));
    }

    @Test
    void recordsThatTheViewHasNotYetAreListed() throws Exception {
        ViewEngine engine = engine(0);
        views.start(loops);
        followed.upsert(1, "a", "b", "c");
        settle();
        columns.hold();
        followed.upsert(3, "b");
        followed.upsert(2, "d");
        followed.delete("c");

        assertThat(names(engine.filter(followed.truth(), ALL, BY_SEVERITY, 2)))
                .containsExactly("b", "d");
        assertThat(names(engine.filter(followed.truth(), ALL, BY_SEVERITY, 9)))
                .containsExactly("b", "d", "a");
    }

    @ParameterizedTest
    @CsvSource({"100, true", "101, false"})
    void manyThatTheViewHasNotYetAreWaitedFor(int records, boolean listed) throws Exception {
        ViewEngine engine = engine(0);
        views.start(loops);
        followed.upsert(1, "a", "b", "c");
        settle();
        columns.hold();
        followed.upsert(
                2, IntStream.range(0, records).mapToObj(i -> "x" + i).toArray(String[]::new));

        Runnable question = () -> engine.filter(followed.truth(), ALL, BY_SEVERITY, 9);

        assertThat(answered(question)).isEqualTo(listed);
    }

    private static boolean answered(Runnable question) {
        try {
            question.run();
            return true;
        } catch (Fault fault) {
            assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
            return false;
        }
    }

    @Test
    void namedRecordsAndTheFirstOnesInTimeNeedNoView() throws Exception {
        ViewEngine engine = engine(0);
        followed.upsert(1, "a", "b");
        Question named =
                new Question(
                        new Filter.And(
                                List.of(
                                        new Filter.In(
                                                Path.Top.SPACE, List.of(new Datum.Text("plant"))),
                                        new Filter.In(
                                                Path.Top.EXTERNAL_ID,
                                                List.of(new Datum.Text("b"))))),
                        TimeWindow.ALWAYS);

        assertThat(names(engine.filter(followed.truth(), named, BY_SEVERITY, 2)))
                .containsExactly("b");
        assertThat(names(engine.filter(followed.truth(), ALL, Sort.USUAL, 1))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void fewRecordsComeInTheirOrder(int limit) throws Exception {
        ViewEngine engine = engine(0);
        views.start(loops);
        followed.upsert(1, "b", "d");
        followed.upsert(2, "c");
        followed.upsert(1, "a");
        settle();

        assertThat(names(engine.filter(followed.truth(), ALL, BY_SEVERITY, limit)))
                .isEqualTo(List.of("c", "a", "b", "d").subList(0, limit));
    }

    @Test
    void ordersOfTimeThatNeedMoreLooksGoToTheView() throws Exception {
        ViewEngine engine = engine(2);
        followed.upsert(1, "a", "b", "c");

        assertThatThrownBy(() -> engine.filter(followed.truth(), ALL, Sort.USUAL, 1))
                .isInstanceOf(Fault.class);
        views.start(loops);
        settle();
        assertThat(names(engine.filter(followed.truth(), ALL, Sort.USUAL, 1))).containsExactly("a");
    }

    @Test
    void smallStreamsAreReadWhenTheEngineIsBroken() throws Exception {
        ViewEngine engine = engine(3);
        views.start(loops);
        followed.upsert(1, "a", "b");
        settle();
        columns.breakDown();

        assertThat(count(engine.aggregate(followed.truth(), ALL, COUNT))).hasValue(2.0);
        Eventually.holds("the engine is opened again", () -> views.breaks() == 1);
        settle();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false"})
    void refusesFiltersThatAreTooLarge(int values, boolean fits) {
        ViewEngine engine = engine(10);
        followed.upsert(1, "a");
        Filter filter =
                new Filter.In(
                        SEVERITY,
                        LongStream.rangeClosed(1, values)
                                .<Datum>mapToObj(Datum.Whole::new)
                                .toList());
        Map<String, Aggregate> cases =
                Map.of("n", new Aggregate.Filters(List.of(filter), Map.of()));

        assertThat(served(() -> engine.aggregate(followed.truth(), ALL, cases))).isEqualTo(fits);
    }
}
