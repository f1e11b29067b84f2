package chancery.web.limit;

import java.time.Duration;

/// So many points within a time, for each key on its own.
///
/// @param name under which it is counted
/// @param keysMax how many keys are remembered; the least used are forgotten first
public record RateLimit(String name, long points, Duration window, int keysMax) {
    private static final int KEYS_MAX = 100_000;

    public RateLimit(String name, long points, Duration window) {
        this(name, points, window, KEYS_MAX);
    }

    /// The header `RateLimit-Policy`.
    String policy() {
        return points + ";w=" + window.toSeconds();
    }
}
