package chancery.store.column;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Rows of one table, each with a number that is its own: another version of the same thing is
/// another row. Written by one thread at a time; readers do not wait for it. What was applied may
/// be gone after a crash of the machine: the cursor, which is written with the rows, says how far
/// they go.
public interface ColumnTable {
    /// The columns there are now.
    List<Column> columns();

    /// Adds the columns that are missing.
    ///
    /// @throws IllegalArgumentException when one stands there with another type, or there would be
    ///     too many
    void widen(List<Column> columns);

    /// Drops rows, appends rows and moves the cursor, all of it or nothing. Reads that begin after
    /// this has come back see it.
    ///
    /// @throws IllegalArgumentException when it breaks a limit or names a column that is not there
    /// @throws chancery.store.StoreBusyException when there is no room or no turn for it just now
    void apply(ColumnBatch batch);

    /// Where the cursor stands; nowhere in a table to which nothing was applied.
    OptionalLong cursor();

    /// Asks several questions of one moment.
    ///
    /// @param questions that change nothing: they may have to be asked again
    /// @throws CostlyReadException when they take longer, or more memory, than they may
    <T> T read(Function<ColumnReader, T> questions);

    /// Gives back the space of dropped rows where that is worth its while. Writes wait, readers do
    /// not.
    ///
    /// @return false when somebody is in the way of it just now
    boolean compact();
}
