package chancery.streams.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Reads dates and times of ISO 8601, strictly: `2026-01-31`, `2026-01-31T08:00:00.5+01:00`. A time
/// without a zone is in UTC. Years are 0001 to 9999.
public final class Moments {
    /// Digits of a fraction in the value of a property.
    public static final int FRACTION_OF_VALUE = 3;

    /// Digits of a fraction in a bound of a question.
    public static final int FRACTION_OF_BOUND = 9;

    private static final int DATE_LENGTH = 10;
    private static final int NANO_DIGITS = 9;

    private Moments() {}

    /// Days since 1970 of a date.
    public static Optional<LocalDate> date(String text) {
        Cursor cursor = new Cursor(text);
        try {
            LocalDate date = cursor.date();
            return cursor.atEnd() ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /// Milliseconds since 1970 of a date and time; what is finer is cut off.
    ///
    /// @param fractionMax digits of a fraction at most
    public static Optional<Long> millis(String text, int fractionMax) {
        Cursor cursor = new Cursor(text);
        try {
            LocalDate date = cursor.date();
            cursor.expect('T');
            int hour = cursor.number(2);
            cursor.expect(':');
            int minute = cursor.number(2);
            cursor.expect(':');
            int second = cursor.number(2);
            int nanos = cursor.fraction(fractionMax);
            LocalDateTime local = date.atTime(hour, minute, second, nanos);
            ZoneOffset zone = cursor.zone();
            return cursor.atEnd()
                    ? Optional.of(local.toInstant(zone).toEpochMilli())
                    : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /// Whether a time says its zone.
    public static boolean zoned(String text) {
        return text.length() > DATE_LENGTH
                && (text.endsWith("Z")
                        || text.indexOf('+', DATE_LENGTH) > 0
                        || text.indexOf('-', DATE_LENGTH) > 0);
    }

    /// A place in a text.
    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at == text.length();
        }

        LocalDate date() {
            int year = number(4);
            expect('-');
            int month = number(2);
            expect('-');
            int day = number(2);
            if (year == 0) {
                throw malformed();
            }
            return LocalDate.of(year, month, day);
        }

        void expect(char c) {
            if (!take(c)) {
                throw malformed();
            }
        }

        private boolean take(char c) {
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private boolean digit() {
            return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }

        int number(int digits) {
            int number = 0;
            for (int i = 0; i < digits; i++) {
                if (!digit()) {
                    throw malformed();
                }
                number = number * 10 + (text.charAt(at++) - '0');
            }
            return number;
        }

        int fraction(int digitsMax) {
            if (!take('.')) {
                return 0;
            }
            int digits = 0;
            int number = 0;
            while (digits < digitsMax && digit()) {
                number = number * 10 + number(1);
                digits++;
            }
            if (digits == 0) {
                throw malformed();
            }
            for (int i = digits; i < NANO_DIGITS; i++) {
                number *= 10;
            }
            return number;
        }

        ZoneOffset zone() {
            if (atEnd() || take('Z')) {
                return ZoneOffset.UTC;
            }
            int sign = take('-') ? -1 : 1;
            if (sign > 0) {
                expect('+');
            }
            int hours = number(2);
            int minutes = 0;
            if (!atEnd()) {
                take(':');
                minutes = number(2);
            }
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }

        private static DateTimeException malformed() {
            return new DateTimeException("malformed");
        }
    }
}
