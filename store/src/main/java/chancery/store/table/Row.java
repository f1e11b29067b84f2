package chancery.store.table;

import chancery.store.table.value.Cell;

import java.util.List;

/// A row, its cells in the order of the table's columns.
public record Row(Table table, List<Cell> cells) {
    public Row {
        cells = List.copyOf(cells);
    }

    public Cell cell(String column) {
        return cells.get(table.place(column));
    }

    /// The text in a column of text that is never absent.
    public String text(String column) {
        return ((Cell.Text) cell(column)).value();
    }

    /// The number in a column of integers that is never absent.
    public long integer(String column) {
        return ((Cell.Int) cell(column)).value();
    }

    /// The text in a column of JSON that is never absent.
    public String json(String column) {
        return ((Cell.Json) cell(column)).value();
    }
}
