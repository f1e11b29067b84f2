package chancery.store.table;

import chancery.store.table.value.Cell;

import java.util.List;

/// Where a list stands: the values that its last row is sorted by, the key included.
public record Position(List<Cell> values) {
    public Position {
        values = List.copyOf(values);
    }
}
