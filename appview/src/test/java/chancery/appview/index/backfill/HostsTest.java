package chancery.appview.index.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// How long a host is left alone that has had enough.
final class HostsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_780_000_000);

    @ParameterizedTest
    @CsvSource({
        "1780000007, 60, 7",
        "1780000119, 60, 119",
        "1780000120, 60, 120",
        "1780000121, 60, 120",
        "1779999999, 60, 0",
        "30, 60, 30",
        "121, 60, 120",
        "soon, 60, 60",
        "-1, 0, 0",
        "'', 119, 119",
        "'', 120, 120",
        "'', 121, 120",
        "'', Wed, 5"
    })
    void restsAsLongAsTheHostSays(String reset, String after, long seconds) {
        Map<String, String> headers = Map.of("ratelimit-reset", reset, "retry-after", after);

        assertThat(Hosts.pause(headers, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void restsForAMomentWhenTheHostSaysNothing() {
        assertThat(Hosts.pause(Map.of(), NOW)).isEqualTo(Duration.ofSeconds(5));
    }
}
