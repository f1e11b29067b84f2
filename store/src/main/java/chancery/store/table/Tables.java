package chancery.store.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The tables of one [Schema], from many threads. A batch is seen whole or not at all, by every
/// read that begins after [#apply] has come back. Absent comes before everything else in order.
///
/// What was applied may be gone after a crash of the machine, and all of it when the schema
/// changed or the files were damaged: the cursor says how far the rows go, and none means that the
/// owner begins anew. Reads that take too long throw [SlowReadException].
public interface Tables extends AutoCloseable {
    /// Writes a batch in one transaction; nothing when its cursor has been there already.
    ///
    /// @throws IllegalArgumentException when it breaks the schema or a limit
    Applied apply(TableBatch batch);

    /// The position that a named cursor has reached; none in an empty view.
    OptionalLong cursor(String name);

    /// The row with this key.
    Optional<Row> get(String table, RowKey key);

    /// One page of a list.
    ///
    /// @throws PositionException when the query goes on from a position of another one
    Page list(Query query);

    /// Rows in which a string contains a text, without regard to case: those that equal it, those
    /// that begin with it, the others; each by the folded string, then by key.
    List<Row> search(Search search);

    /// Counts, extremes and sums of the rows that pass a filter, by group.
    List<Grouping.Group> aggregate(Grouping grouping);

    /// Throws all rows and cursors away.
    void clear();

    @Override
    void close();

    /// Whether a batch was new.
    enum Applied {
        APPLIED,
        /// Its cursor stood at or past its position: nothing was written.
        KNOWN
    }
}
