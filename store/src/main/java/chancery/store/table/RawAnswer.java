package chancery.store.table;

import chancery.store.table.value.Cell;

import java.util.List;

/// What comes of raw SQL.
public sealed interface RawAnswer {
    /// The rows, each with a cell per column. Booleans are numbers and JSON is text.
    record Rows(List<String> columns, List<List<Cell>> rows) implements RawAnswer {}

    /// Nothing was answered.
    ///
    /// @param why one line for whoever wrote the statement
    record Refused(String why) implements RawAnswer {}
}
