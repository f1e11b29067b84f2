package chancery.store.column;

import java.util.List;
import java.util.Set;

/// The wide tables of one view, from many threads.
///
/// Each call may throw [ColumnsBrokenException]: the engine has failed or its files are damaged.
/// Then everything in it is lost; the owner closes it, opens another over emptied files and fills
/// that again.
public interface Columns extends AutoCloseable {
    /// Opens a table, made where there is none, and adds the columns that it lacks. A table in
    /// which one of these columns has another type is emptied first.
    ///
    /// @throws IllegalArgumentException when a name stands there twice, or there are too many
    ColumnTable open(String name, List<Column> columns);

    /// Throws a table away, if there is one. What reads it now may fail.
    void drop(String name);

    /// The names of all tables.
    Set<String> names();

    @Override
    void close();
}
