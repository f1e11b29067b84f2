package chancery.store.table;

import chancery.store.table.value.Cell;

import java.util.List;

/// The cells of a primary key, in the order of its columns.
public record RowKey(List<Cell> cells) {
    public RowKey {
        cells = List.copyOf(cells);
    }

    public static RowKey of(Cell... cells) {
        return new RowKey(List.of(cells));
    }

    public static RowKey of(String text) {
        return of(Cell.of(text));
    }
}
