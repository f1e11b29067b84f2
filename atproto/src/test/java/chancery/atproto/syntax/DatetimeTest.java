package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class DatetimeTest {
    /// The right column is what V8 makes of the left one.
    @ParameterizedTest
    @CsvSource({
        "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05.678Z, 2024-01-02T03:04:05.678Z",
        "2024-01-02T03:04:05.1234567899Z, 2024-01-02T03:04:05.123456789Z",
        "2024-02-30T00:00:00Z, 2024-03-01T00:00:00Z",
        "2024-02-31T23:59:59Z, 2024-03-02T23:59:59Z",
        "2023-02-29T00:00:00Z, 2023-03-01T00:00:00Z",
        "2024-04-31T00:00:00+05:30, 2024-04-30T18:30:00Z",
        "2024-01-01T00:00:00+23:59, 2023-12-31T00:01:00Z",
        "2024-01-01T00:00:00-00:30, 2024-01-01T00:30:00Z",
        "2024-01-01T00:00:00+00:00, 2024-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void meansTheMomentThatJavaScriptMakesOfIt(String text, Instant expected) {
        assertThat(Datetime.parse(text).instant()).isEqualTo(expected);
        assertThat(Datetime.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024-01-02",
                "2024-01-02T03:04:05",
                "2024-01-02T03:04Z",
                "2024-01-02T03:04:05.Z",
                "2024-01-02T03:04:05z",
                "2024-01-02t03:04:05Z",
                "2024-01-02 03:04:05Z",
                "2024-1-02T03:04:05Z",
                "2024-00-02T03:04:05Z",
                "2024-13-02T03:04:05Z",
                "2024-01-00T03:04:05Z",
                "2024-01-32T03:04:05Z",
                "2024-01-02T24:00:00Z",
                "2024-01-02T03:60:05Z",
                "2024-01-02T03:04:60Z",
                "2024-01-02T03:04:05-00:00",
                "2024-01-02T03:04:05+0000",
                "2024-01-02T03:04:05+00",
                "2024-01-02T03:04:05+24:00",
                "2024-01-02T03:04:05+23:60",
                "2024-01-02T03:04:05ZZ",
                "2024-01-02T03:04:05Z ",
                "2024-01-02T03:04:05+ab:cd",
                "2024-01-02T03:04:05*01:00",
                "-024-01-02T03:04:05Z",
                "0000-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "２024-01-02T03:04:05Z"
            })
    void refusesWhatIsNoDatetime(String text) {
        assertThat(Datetime.valid(text)).isFalse();
        assertThatThrownBy(() -> Datetime.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void endsAt64Characters() {
        String start = "2024-01-02T03:04:05.";

        assertThat(Datetime.valid(start + "1".repeat(42) + "Z")).isTrue();
        assertThat(Datetime.valid(start + "1".repeat(43) + "Z")).isTrue();
        assertThat(Datetime.valid(start + "1".repeat(44) + "Z")).isFalse();
    }

    @Test
    void writesMomentsInUtcWithMilliseconds() {
        Datetime datetime = Datetime.of(Instant.ofEpochMilli(1_700_000_000_120L));

        assertThat(datetime).hasToString("2023-11-14T22:13:20.120Z");
    }
}
