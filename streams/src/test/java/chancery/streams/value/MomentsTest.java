package chancery.streams.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Optional;

final class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:09:10, 2026-01-31T08:09:10Z",
        "2026-01-31T08:09:10Z, 2026-01-31T08:09:10Z",
        "2026-01-31T08:09:10.5Z, 2026-01-31T08:09:10.500Z",
        "2026-01-31T08:09:10.123, 2026-01-31T08:09:10.123Z",
        "2026-01-31T08:09:10+01:30, 2026-01-31T06:39:10Z",
        "2026-01-31T08:09:10-0130, 2026-01-31T09:39:10Z",
        "2026-01-31T08:09:10+02, 2026-01-31T06:09:10Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void readsTimestamps(String text, Instant expected) {
        Optional<Long> read = Moments.millis(text, Moments.FRACTION_OF_VALUE);

        assertThat(read).contains(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1700000000000",
                "2026-01-31",
                "2026-01-31T08:09",
                "2026-01-31 08:09:10",
                "2026-01-31t08:09:10Z",
                "2026-01-31T08:09:10z",
                "2026-01-31T08:09:10.",
                "2026-01-31T08:09:10.1234Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T08:60:00Z",
                "2026-01-31T08:09:60Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "-001-01-01T00:00:00Z",
                "12026-01-01T00:00:00Z",
                "2026-01-31T08:09:10+1",
                "2026-01-31T08:09:10+19:00",
                "2026-01-31T08:09:10Z ",
                "1h-ago"
            })
    void refusesOtherTimestamps(String text) {
        assertThat(Moments.millis(text, Moments.FRACTION_OF_VALUE)).isEmpty();
    }

    @Test
    void cutsFinerFractionsOfBounds() {
        String micros = "2026-01-31T08:09:10.123999+00:00";

        assertThat(Moments.millis(micros, Moments.FRACTION_OF_VALUE)).isEmpty();
        assertThat(Moments.millis(micros, Moments.FRACTION_OF_BOUND))
                .contains(Instant.parse("2026-01-31T08:09:10.123Z").toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31, 20484", "1970-01-01, 0", "1969-12-31, -1"})
    void readsDates(String text, long day) {
        assertThat(Moments.date(text).orElseThrow().toEpochDay()).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-1-31", "2026-02-30", "0000-01-01", "2026-01-31T", "20260131"})
    void refusesOtherDates(String text) {
        assertThat(Moments.date(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:09:10, false",
        "2026-01-31T08:09:10Z, true",
        "2026-01-31T08:09:10-01, true",
        "2026-01-31T08:09:10+01:00, true"
    })
    void seesZones(String text, boolean zoned) {
        assertThat(Moments.zoned(text)).isEqualTo(zoned);
    }
}
