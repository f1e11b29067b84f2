package chancery.streams.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/// How far a stream may grow.
final class SettingsTest {
    private static final Settings SETTINGS =
            new Settings(StreamType.MUTABLE, 10, 2, Optional.empty(), Optional.empty(), 1);

    private static Optional<String> excess(Use use, Use growth) {
        return SETTINGS.excess(use, growth);
    }

    @Test
    void holdsAsManyRecordsAsAllowed() {
        assertThat(excess(new Use(8, 0), new Use(1, 0))).isEmpty();
        assertThat(excess(new Use(8, 0), new Use(2, 0))).isEmpty();
        assertThat(excess(new Use(8, 0), new Use(3, 0))).contains("more than 10 records");
    }

    @Test
    void holdsAsManyBytesAsAllowed() {
        assertThat(excess(new Use(0, 1_999_999_990), new Use(0, 9))).isEmpty();
        assertThat(excess(new Use(0, 1_999_999_990), new Use(0, 10))).isEmpty();
        assertThat(excess(new Use(0, 1_999_999_990), new Use(0, 11))).contains("more than 2 GB");
    }

    @Test
    void letsFullStreamsShrink() {
        assertThat(excess(new Use(11, 3_000_000_000L), new Use(0, -1))).isEmpty();
        assertThat(excess(new Use(11, 3_000_000_000L), new Use(-1, 0))).isEmpty();
    }
}
