package chancery.streams.sync;

import chancery.streams.fault.Fault;

import java.time.Duration;

/// How far back a reader begins, as `15m-ago` says it.
final class InitialTime {
    private static final String ENDING = "-ago";
    private static final int DIGITS_MAX = 9;

    private InitialTime() {}

    /// The moment in milliseconds since 1970.
    static long read(String text, long now) {
        int unitAt = text.length() - ENDING.length() - 1;
        if (!text.endsWith(ENDING) || unitAt < 1 || unitAt > DIGITS_MAX) {
            throw malformed();
        }
        long count = 0;
        for (int i = 0; i < unitAt; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw malformed();
            }
            count = count * 10 + (c - '0');
        }
        return now - count * unit(text.charAt(unitAt)).toMillis();
    }

    private static Duration unit(char letter) {
        return switch (letter) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'd' -> Duration.ofDays(1);
            case 'w' -> Duration.ofDays(7);
            default -> throw malformed();
        };
    }

    private static Fault malformed() {
        return Fault.invalid(
                "initializeCursor must be a number, one of s m h d w, and -ago, such as 15m-ago");
    }
}
