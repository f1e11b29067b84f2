package chancery.store.column;

import java.util.List;
import java.util.OptionalLong;

/// One moment of a table, while [ColumnTable#read] runs; for the thread that it runs on. Questions
/// that name an unknown column, or use one for what its type cannot do, or break a limit, throw
/// [IllegalArgumentException].
public interface ColumnReader {
    /// Where the cursor stood.
    OptionalLong cursor();

    /// The numbers of the first rows in an order; rows that are equal in it stand by number.
    ///
    /// @param limit of rows
    List<Long> rows(Condition where, List<SortKey> order, int limit);

    /// The first rows of larger numbers than one, by number, and what they have in some columns.
    ///
    /// @param limit of rows
    List<ColumnBatch.Row> after(long number, List<String> columns, int limit);

    /// How many rows there are.
    long count(Condition where);

    /// The figures of the rows of each group. Without levels this is one group, even of no row.
    List<Group> groups(Grouping grouping);
}
