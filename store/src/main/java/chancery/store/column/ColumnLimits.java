package chancery.store.column;

import java.time.Duration;

/// The limits of wide tables, the same for each engine.
///
/// @param columns of one table
/// @param listValues of one list
/// @param textBytes of one text
/// @param batchRows dropped, and appended, by one batch
/// @param batchBytes of the values of one batch
/// @param conditionNodes of one question, each value of a list of them counted
/// @param levels of a grouping, keys of an order
/// @param measures of a grouping
/// @param answers rows or groups of one answer
/// @param readTime of one read
public record ColumnLimits(
        int columns,
        int listValues,
        int textBytes,
        int batchRows,
        long batchBytes,
        int conditionNodes,
        int levels,
        int measures,
        int answers,
        Duration readTime) {
    /// What a server runs with.
    public static final ColumnLimits DEFAULT =
            new ColumnLimits(
                    4_000,
                    2_000,
                    1 << 20,
                    20_000,
                    256L << 20,
                    20_000,
                    16,
                    64,
                    100_000,
                    Duration.ofSeconds(30));
}
