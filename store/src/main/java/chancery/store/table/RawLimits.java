package chancery.store.table;

import java.time.Duration;

/// The limits of raw SQL.
///
/// @param sqlUnits characters of a statement
/// @param parameters bound to it
/// @param columns of its answer
/// @param rows of its answer; one more and it is refused
/// @param bytes of its answer
/// @param valueBytes of one value anywhere in it
/// @param time it may run
public record RawLimits(
        int sqlUnits,
        int parameters,
        int columns,
        int rows,
        long bytes,
        int valueBytes,
        Duration time) {

    /// What a server runs with.
    public static final RawLimits DEFAULT =
            new RawLimits(20_000, 100, 100, 1_000, 4 << 20, 2 << 20, Duration.ofMillis(500));
}
