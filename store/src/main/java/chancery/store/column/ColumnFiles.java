package chancery.store.column;

/// Where the tables of one view are kept. One [Columns] is open at a time.
public interface ColumnFiles {
    /// Opens what is there, made when there is nothing.
    ///
    /// @throws ColumnsBrokenException when it is damaged
    Columns open();

    /// Throws away what is there, damaged or not, and begins with nothing.
    Columns openEmpty();
}
