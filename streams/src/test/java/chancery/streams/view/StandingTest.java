package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class StandingTest {
    private final Standing standing = new Standing(System::nanoTime);

    @Test
    void gathersForAsLongAsItMay() throws Exception {
        long start = System.nanoTime();

        standing.gather(Duration.ofMillis(20));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(19));
    }

    /// It would not come back within the time of any test.
    @Test
    void gathersNoLongerOnceSomebodyWaits() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> asked =
                    threads.submit(() -> standing.ask(1, Duration.ofDays(1), (_, _) -> "answer"));

            standing.gather(Duration.ofDays(1));

            threads.shutdownNow();
            assertThatThrownBy(asked::get).hasCauseInstanceOf(InterruptedException.class);
        }
    }
}
