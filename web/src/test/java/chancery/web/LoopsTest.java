package chancery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

final class LoopsTest {
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final CountDownLatch turns = new CountDownLatch(3);

    private Loops loops() {
        return new Loops((loop, _) -> broken.add(loop));
    }

    @Test
    void goesOnAfterATurnThatFailed() throws InterruptedException {
        try (Loops loops = loops()) {
            loops.every(
                    "failing",
                    Duration.ofMillis(1),
                    () -> {
                        turns.countDown();
                        throw Refusal.invalid("no");
                    });

            assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void runsWhatRunsOnceOneTime() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        try (Loops loops = loops()) {
            loops.once(
                    "failing",
                    () -> {
                        ran.add("failing");
                        throw Refusal.invalid("no");
                    });
            loops.once(
                    "single",
                    () -> {
                        ran.add("single");
                        done.countDown();
                    });
            loops.every("other", Duration.ofMillis(1), turns::countDown);

            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(turns.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ran).containsExactlyInAnyOrder("failing", "single");
        assertThat(broken).isEmpty();
    }

    @Test
    void tellsAboutABrokenInvariantOnce() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (Loops loops =
                new Loops(
                        (loop, _) -> {
                            broken.add(loop);
                            told.countDown();
                        })) {
            loops.start(
                    "breaking",
                    () -> {
                        throw new IllegalStateException("impossible");
                    });

            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(broken).containsExactly("breaking");
    }

    @Test
    void stopsALoopThatWaits() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (Loops loops = loops()) {
            loops.start(
                    "waiting",
                    () -> {
                        begun.countDown();
                        try {
                            Thread.sleep(Duration.ofHours(1));
                        } finally {
                            stopped.countDown();
                        }
                    });
            begun.await();
        }
        assertThat(stopped.getCount()).isZero();
    }

    @Test
    void saysNothingOfATurnThatTheStopCutShort() throws InterruptedException {
        Logger logger = (Logger) LoggerFactory.getLogger(Loops.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        CountDownLatch begun = new CountDownLatch(1);

        try (Loops loops = loops()) {
            loops.start(
                    "cut",
                    () -> {
                        begun.countDown();
                        try {
                            Thread.sleep(Duration.ofHours(1));
                        } catch (InterruptedException _) {
                            throw Refusal.invalid("cut short");
                        }
                    });
            begun.await();
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list).isEmpty();
        assertThat(broken).isEmpty();
    }

    @Test
    void startsNothingAfterTheStop() {
        Loops loops = loops();
        loops.close();

        assertThatThrownBy(() -> loops.start("late", () -> {}))
                .isInstanceOf(IllegalStateException.class);
    }
}
