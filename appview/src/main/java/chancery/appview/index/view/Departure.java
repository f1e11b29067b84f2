package chancery.appview.index.view;

import chancery.store.table.Row;
import chancery.store.table.value.Cell;

import java.util.List;

/// What is kept of a row that goes.
record Departure(Cell uri, Cell did, Cell collection, Cell key, Cell created) {
    static Departure of(Row row) {
        return new Departure(
                row.cell("uri"),
                row.cell("did"),
                row.cell("collection"),
                row.cell("rkey"),
                row.cell("created_at"));
    }

    /// The row of the deletion.
    List<Cell> cells(long position) {
        return List.of(uri, did, collection, key, created, Cell.of(position));
    }
}
