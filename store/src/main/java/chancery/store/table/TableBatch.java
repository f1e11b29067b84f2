package chancery.store.table;

import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Changes of rows, done in their order and in one transaction, with the position that a cursor
/// reaches by them. For one thread, and for one [Tables#apply].
public final class TableBatch {
    private final List<Change> changes = new ArrayList<>();
    private Optional<Reached> reached = Optional.empty();

    /// A change of rows.
    public sealed interface Change {
        String table();

        /// Writes a whole row, instead of the one with its key.
        record Upsert(String table, List<Cell> cells) implements Change {
            public Upsert {
                cells = List.copyOf(cells);
            }
        }

        /// Deletes the row with this key, if there is one.
        record Delete(String table, RowKey key) implements Change {}

        /// Deletes all rows that pass a filter.
        record DeleteWhere(String table, Filter where) implements Change {}
    }

    /// A cursor and where it stands after the batch.
    public record Reached(String cursor, long position) {}

    public TableBatch upsert(String table, Cell... cells) {
        changes.add(new Change.Upsert(table, List.of(cells)));
        return this;
    }

    public TableBatch delete(String table, RowKey key) {
        changes.add(new Change.Delete(table, key));
        return this;
    }

    public TableBatch deleteWhere(String table, Filter where) {
        changes.add(new Change.DeleteWhere(table, where));
        return this;
    }

    /// The cursor stands at this position once the batch is applied. Where it stands there or
    /// further already, nothing of the batch is done.
    public TableBatch reached(String cursor, long position) {
        reached = Optional.of(new Reached(cursor, position));
        return this;
    }

    public List<Change> changes() {
        return List.copyOf(changes);
    }

    public Optional<Reached> reached() {
        return reached;
    }
}
