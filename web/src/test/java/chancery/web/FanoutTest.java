package chancery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

final class FanoutTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    private final CountDownLatch interrupted = new CountDownLatch(1);

    /// Waits for ever, and tells when it is interrupted.
    private Callable<String> endless() {
        return () -> {
            try {
                Thread.sleep(Duration.ofHours(1));
                return "";
            } catch (InterruptedException stop) {
                interrupted.countDown();
                throw stop;
            }
        };
    }

    @Test
    void keepsTheOrderOfTheTasks() {
        CountDownLatch first = new CountDownLatch(1);
        Callable<Integer> late =
                () -> {
                    first.await();
                    return 1;
                };
        Callable<Integer> early =
                () -> {
                    first.countDown();
                    return 2;
                };

        assertThat(Fanout.all(List.of(late, early), TIME)).containsExactly(1, 2);
    }

    @Test
    void givesNothingForNothing() {
        assertThat(Fanout.all(List.<Callable<String>>of(), TIME)).isEmpty();
    }

    @Test
    void throwsTheFirstFailureAndInterruptsTheOthers() {
        Callable<String> failing =
                () -> {
                    throw Refusal.invalid("no");
                };

        assertThatThrownBy(() -> Fanout.all(List.of(endless(), failing), TIME))
                .isInstanceOf(Refusal.class)
                .hasMessage("no");
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void endsWhenTheTimeIsOver() {
        assertThatThrownBy(() -> Fanout.all(List.of(endless()), Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        slow -> assertThat(slow.kind()).isEqualTo(Refusal.Kind.UPSTREAM_SLOW));
        assertThat(interrupted.getCount()).isZero();
    }
}
