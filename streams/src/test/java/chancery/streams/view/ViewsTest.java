package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.web.Eventually;
import chancery.web.Loops;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The views of all streams together.
final class ViewsTest {
    private final Followed followed = new Followed();
    private final KeptColumns columns = followed.columns();
    private final Loops loops =
            new Loops(
                    (loop, cause) -> {
                        throw new AssertionError(loop, cause);
                    });
    private Views views = new Views(columns, StreamsLimits.View.STANDARD, System::nanoTime);

    @AfterEach
    void close() {
        columns.release();
        loops.close();
        views.close();
        followed.close();
    }

    private void start(StreamsLimits.View limits) {
        views = new Views(columns, limits, System::nanoTime);
        views.start(loops);
    }

    /// Up to two requests of the size of those before may wait.
    private static StreamsLimits.View tight(long bytes) {
        return tight(bytes, Duration.ofMillis(50));
    }

    private static StreamsLimits.View tight(long bytes, Duration patience) {
        StreamsLimits.View usual = StreamsLimits.View.STANDARD;
        return new StreamsLimits.View(
                patience,
                usual.rows(),
                usual.bytes(),
                bytes,
                Duration.ofHours(1),
                3,
                usual.looks(),
                usual.filterSize());
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

    @Test
    void followsNobodyBeforeTheStart() throws Exception {
        assertThat(views.of(followed.truth())).isEmpty();
        assertThat(views.read(followed.truth())).isEqualTo(followed.truth().tail());
    }

    @Test
    void followsStreamsThatAreThereAndDropsTheOthers() throws Exception {
        start(StreamsLimits.View.STANDARD);
        followed.upsert(1, "a");
        views.keep(() -> List.of(followed.truth()));
        settle();
        assertThat(columns.names()).containsExactly(Scheme.table(followed.truth()));

        views.keep(List::of);

        Eventually.holds("the table is gone", () -> columns.names().isEmpty());
    }

    @Test
    void dropsTablesOfStreamsThatWentWhileNobodyLooked() throws Exception {
        followed.upsert(1, "a");
        followed.follow();
        start(StreamsLimits.View.STANDARD);

        views.keep(List::of);

        assertThat(columns.names()).isEmpty();
    }

    @Test
    void keepsTheLogThatAViewHasNotRead() throws Exception {
        start(StreamsLimits.View.STANDARD);
        followed.upsert(1, "a");
        settle();
        columns.hold();
        followed.upsert(2, "a");
        followed.upsert(3, "a");

        assertThat(views.read(followed.truth())).isEqualTo(1);
    }

    @Test
    void aViewThatIsFarBehindDoesNotHoldTheLog() throws Exception {
        start(tight(Long.MAX_VALUE));
        followed.upsert(1, "a");
        settle();
        columns.hold();
        for (int i = 0; i < 5; i++) {
            followed.upsert(i, "a");
        }

        assertThat(views.read(followed.truth())).isEqualTo(3);
    }

    @Test
    void refusesWritesWhenTooMuchWaits() throws Exception {
        followed.upsert(1, "a");
        long bytes = followed.truth().use().bytes();
        start(tight(2 * bytes));
        views.admit(followed.truth());
        settle();
        columns.hold();
        followed.upsert(2, "b");
        followed.upsert(3, "c");
        views.admit(followed.truth());
        followed.upsert(4, "d");

        assertThatThrownBy(() -> views.admit(followed.truth()))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.kind()).isEqualTo(Fault.Kind.TOO_MANY);
                            assertThat(fault.retryAfter()).contains(Duration.ofSeconds(1));
                        });
        assertThat(views.rowsBehind()).isEqualTo(3);
        assertThat(views.timeBehind()).isPositive();
        columns.release();
        settle();
        views.admit(followed.truth());
        assertThat(views.rowsBehind()).isZero();
    }

    /// It would be refused within the time of no test.
    @Test
    void holdsAWriteUpUntilThereIsRoom() throws Exception {
        followed.upsert(1, "a");
        start(tight(followed.truth().use().bytes(), Duration.ofDays(1)));
        settle();
        columns.hold();
        followed.upsert(2, "b");
        followed.upsert(3, "c");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> held = threads.submit(() -> views.admit(followed.truth()));

            assertThatThrownBy(() -> held.get(20, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            columns.release();
            held.get(60, TimeUnit.SECONDS);
        }
    }
}
