package chancery.streams.view;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.streams.limit.StreamsLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/// How much of a backlog is too much.
final class PaceTest {
    private final Pace pace = new Pace();

    private static StreamsLimits.View limits(long bytes, Duration time) {
        StreamsLimits.View usual = StreamsLimits.View.STANDARD;
        return new StreamsLimits.View(
                usual.patience(),
                usual.rows(),
                usual.bytes(),
                bytes,
                time,
                usual.entries(),
                usual.looks(),
                usual.filterSize());
    }

    @ParameterizedTest
    @CsvSource({"63999, false", "64000, false", "64001, true"})
    void refusesMoreBytesThanMayWait(long requests, boolean excessive) {
        pace.did(10, 10, 10_000, Duration.ofMillis(1));

        assertThat(pace.excessive(requests, limits(64_000_000, Duration.ofHours(1))))
                .isEqualTo(excessive);
    }

    @ParameterizedTest
    @CsvSource({"1999, false", "2000, false", "2001, true"})
    void refusesMoreWorkThanMayWait(long requests, boolean excessive) {
        for (int i = 0; i < 200; i++) {
            pace.did(1_000, 1_000, 1_000_000, Duration.ofSeconds(1));
        }

        assertThat(
                        pace.excessive(
                                requests, limits(Long.MAX_VALUE, Duration.ofNanos(2_000_000_500))))
                .isEqualTo(excessive);
    }

    @Test
    void aSlowMomentWithLittleToDoTellsNothing() {
        pace.did(1, 1, 400, Duration.ofSeconds(30));

        assertThat(pace.excessive(1, StreamsLimits.View.STANDARD)).isFalse();
        assertThat(pace.excessive(1_000, StreamsLimits.View.STANDARD)).isFalse();
    }

    @Test
    void nothingIsKnownBeforeTheFirstPiece() {
        assertThat(pace.excessive(1_000_000, StreamsLimits.View.STANDARD)).isFalse();
        assertThat(pace.rows(1_000)).isZero();
    }

    @Test
    void guessesHowManyRowsWait() {
        pace.did(2, 20, 8_000, Duration.ofMillis(1));

        assertThat(pace.rows(3)).isEqualTo(30);
    }
}
