package chancery.store.column;

import java.util.List;
import java.util.OptionalLong;

/// One moment of a table, while [ColumnTable#read] runs; for the thread that it runs on. Questions
/// that name an unknown column, or use one for what its type cannot do, or break a limit, throw
/// [IllegalArgumentException].
public interface ColumnReader {
    /// Where the cursor stood.
    OptionalLong cursor();

    /// Which rows are the first in an order; of equal ones, those of small numbers. How they stand
    /// in it is not told: to whoever has read them it is plain, to the engine it is dear.
    ///
    /// @param limit of rows
    /// @return their numbers, small ones first
    List<Long> first(Condition where, List<SortKey> order, int limit);

    /// The first rows of larger numbers than one, by number, and what they have in some columns.
    ///
    /// @param limit of rows
    List<ColumnBatch.Row> after(long number, List<String> columns, int limit);

    /// How many rows there are.
    long count(Condition where);

    /// The figures of the rows of each group. Without levels this is one group, even of no row.
    List<Group> groups(Grouping grouping);
}
