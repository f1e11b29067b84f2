package chancery.streams.aggregate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/// How time is cut into buckets, in UTC.
public sealed interface TimeInterval {
    /// The start of the bucket of a moment, both in milliseconds since 1970.
    long start(long millis);

    /// The start of the bucket after the one that starts here.
    long next(long start);

    /// Always the same length, beginning at 1970.
    record Fixed(long millis) implements TimeInterval {
        @Override
        public long start(long moment) {
            return Math.floorDiv(moment, millis) * millis;
        }

        @Override
        public long next(long start) {
            return start + millis;
        }
    }

    /// As the calendar has it; weeks begin on Monday.
    enum Calendar implements TimeInterval {
        SECOND("1s"),
        MINUTE("1m"),
        HOUR("1h"),
        DAY("1d"),
        WEEK("1w"),
        MONTH("1M"),
        QUARTER("1q"),
        YEAR("1y");

        private static final int MONTHS_OF_QUARTER = 3;

        private final String wire;

        Calendar(String wire) {
            this.wire = wire;
        }

        static Optional<TimeInterval> find(String wire) {
            for (Calendar calendar : values()) {
                if (calendar.wire.equals(wire)) {
                    return Optional.of(calendar);
                }
            }
            return Optional.empty();
        }

        @Override
        public long start(long moment) {
            LocalDateTime time =
                    LocalDateTime.ofInstant(Instant.ofEpochMilli(moment), ZoneOffset.UTC);
            LocalDate day = time.toLocalDate();
            return switch (this) {
                case SECOND -> millis(time.truncatedTo(ChronoUnit.SECONDS));
                case MINUTE -> millis(time.truncatedTo(ChronoUnit.MINUTES));
                case HOUR -> millis(time.truncatedTo(ChronoUnit.HOURS));
                case DAY -> millis(day.atStartOfDay());
                case WEEK ->
                        millis(
                                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                        .atStartOfDay());
                case MONTH -> millis(day.withDayOfMonth(1).atStartOfDay());
                case QUARTER ->
                        millis(
                                day.withDayOfMonth(1)
                                        .minusMonths((day.getMonthValue() - 1) % MONTHS_OF_QUARTER)
                                        .atStartOfDay());
                case YEAR -> millis(day.withDayOfYear(1).atStartOfDay());
            };
        }

        @Override
        public long next(long start) {
            LocalDateTime time =
                    LocalDateTime.ofInstant(Instant.ofEpochMilli(start), ZoneOffset.UTC);
            return millis(
                    switch (this) {
                        case SECOND -> time.plusSeconds(1);
                        case MINUTE -> time.plusMinutes(1);
                        case HOUR -> time.plusHours(1);
                        case DAY -> time.plusDays(1);
                        case WEEK -> time.plusWeeks(1);
                        case MONTH -> time.plusMonths(1);
                        case QUARTER -> time.plusMonths(MONTHS_OF_QUARTER);
                        case YEAR -> time.plusYears(1);
                    });
        }

        private static long millis(LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }

    /// A number and one of `s m h d`, such as `42m`; empty for anything else.
    static Optional<TimeInterval> fixed(String text) {
        int digitsMax = 6;
        int digits = text.length() - 1;
        if (digits < 1 || digits > digitsMax) {
            return Optional.empty();
        }
        long count = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            count = count * 10 + (c - '0');
        }
        Optional<Duration> unit = unit(text.charAt(digits));
        long number = count;
        return number == 0 ? Optional.empty() : unit.map(u -> new Fixed(u.toMillis() * number));
    }

    private static Optional<Duration> unit(char letter) {
        return switch (letter) {
            case 's' -> Optional.of(Duration.ofSeconds(1));
            case 'm' -> Optional.of(Duration.ofMinutes(1));
            case 'h' -> Optional.of(Duration.ofHours(1));
            case 'd' -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }
}
