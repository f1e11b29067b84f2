package chancery.atproto.syntax;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A moment as records write it: `YYYY-MM-DDTHH:MM:SS[.digits]` and `Z` or an offset, at most 64
/// characters. Takes what the reference takes on write: day 30 or 31 of a short month rolls over
/// into the next, second 60 and hour 24 are refused, and in UTC the year stays within 0 to 9999.
/// The text is kept as it stands.
public record Datetime(String value) {
    private static final int LENGTH_MAX = 64;
    private static final int SECONDS_END = 19;
    private static final long SECOND_MIN = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
    private static final long SECOND_MAX = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400 - 1;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    public Datetime {
        if (!valid(value)) {
            throw SyntaxException.of("datetime", value);
        }
    }

    public static Datetime parse(String text) {
        return new Datetime(text);
    }

    /// The preferred text of a moment: UTC, milliseconds.
    public static Datetime of(Instant instant) {
        return new Datetime(MILLIS.format(instant));
    }

    /// Whether this text is a datetime.
    public static boolean valid(String text) {
        if (text.length() <= SECONDS_END || text.length() > LENGTH_MAX || !shaped(text)) {
            return false;
        }
        int zone = fractionEnd(text);
        return validFields(text)
                && zone != SECONDS_END + 1
                && validZone(text, zone)
                && inRange(epochSecond(text, zone));
    }

    /// The moment, nanoseconds cut off behind the ninth digit.
    public Instant instant() {
        int zone = fractionEnd(value);
        long nanos = 0;
        for (int i = 0; i < 9; i++) {
            int at = SECONDS_END + 1 + i;
            nanos = nanos * 10 + (at < zone ? value.charAt(at) - '0' : 0);
        }
        return Instant.ofEpochSecond(epochSecond(value, zone), nanos);
    }

    /// Whether digits and separators up to the seconds stand where they belong.
    private static boolean shaped(String text) {
        String shape = "0000-00-00T00:00:00";
        for (int i = 0; i < SECONDS_END; i++) {
            char expected = shape.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? !Ascii.digit(c) : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static boolean validFields(String text) {
        int month = two(text, 5);
        int day = two(text, 8);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && two(text, 11) <= 23
                && two(text, 14) <= 59
                && two(text, 17) <= 59;
    }

    /// Where the zone begins; a point without digits ends one behind the seconds.
    private static int fractionEnd(String text) {
        int at = SECONDS_END;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && Ascii.digit(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private static boolean validZone(String text, int zone) {
        int length = text.length() - zone;
        if (length == 1) {
            return text.charAt(zone) == 'Z';
        }
        if (length != 6 || text.charAt(zone + 3) != ':') {
            return false;
        }
        char sign = text.charAt(zone);
        for (int at : new int[] {1, 2, 4, 5}) {
            if (!Ascii.digit(text.charAt(zone + at))) {
                return false;
            }
        }
        return (sign == '+' || sign == '-')
                && !text.startsWith("-00:00", zone)
                && two(text, zone + 1) <= 23
                && two(text, zone + 4) <= 59;
    }

    private static boolean inRange(long second) {
        return second >= SECOND_MIN && second <= SECOND_MAX;
    }

    private static long epochSecond(String text, int zone) {
        int year = two(text, 0) * 100 + two(text, 2);
        long day = LocalDate.of(year, two(text, 5), 1).toEpochDay() + two(text, 8) - 1;
        long second = two(text, 11) * 3600L + two(text, 14) * 60L + two(text, 17);
        return day * 86_400 + second - offset(text, zone);
    }

    private static long offset(String text, int zone) {
        if (text.charAt(zone) == 'Z') {
            return 0;
        }
        long seconds = two(text, zone + 1) * 3600L + two(text, zone + 4) * 60L;
        return text.charAt(zone) == '-' ? -seconds : seconds;
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    @Override
    public String toString() {
        return value;
    }
}
