package chancery.store.table;

import java.time.Duration;

/// The limits of derived tables, the same for each engine.
///
/// @param cellBytes of one cell
/// @param batchChanges of one batch
/// @param batchBytes of the cells of one batch
/// @param pageRows of one page, search or grouping
/// @param pageBytes after which a page ends
/// @param filterNodes of one filter, each value of a list counted
/// @param filterDepth of one filter
/// @param searchUnits characters of a string that a search looks at, and of what it looks for
/// @param readTime of one read
public record TableLimits(
        int cellBytes,
        int batchChanges,
        long batchBytes,
        int pageRows,
        long pageBytes,
        int filterNodes,
        int filterDepth,
        int searchUnits,
        Duration readTime,
        RawLimits raw) {
    /// Levels of an order, fields of a grouping, aggregates of a grouping.
    public static final int LEVELS_MAX = 16;

    /// What a server runs with.
    public static final TableLimits DEFAULT =
            new TableLimits(
                    2 << 20,
                    20_000,
                    64 << 20,
                    2_000,
                    16 << 20,
                    1_500,
                    12,
                    10_000,
                    Duration.ofSeconds(2),
                    RawLimits.DEFAULT);
}
