package chancery.store.column;

import java.util.ArrayList;
import java.util.List;

/// Rows to drop and to append, with the position that the cursor reaches by them. For one thread,
/// and for one [ColumnTable#apply]. Dropping quickly needs numbers of rows that grow from batch to
/// batch.
public final class ColumnBatch {
    private final List<Column> columns;
    private final long cursor;
    private final List<Long> dropped = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /// A row, its values in the order of the batch's columns.
    public record Row(long number, List<Value> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /// @param columns that rows of this batch have values in; the others of the table are absent
    /// @param cursor where it stands once the batch is applied
    public ColumnBatch(List<Column> columns, long cursor) {
        this.columns = List.copyOf(columns);
        this.cursor = cursor;
        if (columns.stream().map(Column::name).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("a batch has a column twice");
        }
    }

    /// Drops a row of an earlier batch, if it is there.
    public ColumnBatch drop(long row) {
        dropped.add(row);
        return this;
    }

    /// Appends a row, of a number that no row of the table has, nor ever had.
    ///
    /// @throws IllegalArgumentException when the values are not of the types of the columns
    public ColumnBatch append(long row, List<Value> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException("a row has a value for each column of its batch");
        }
        for (int i = 0; i < columns.size(); i++) {
            ColumnRules.requireType(columns.get(i), values.get(i));
        }
        rows.add(new Row(row, values));
        return this;
    }

    public List<Column> columns() {
        return columns;
    }

    public long cursor() {
        return cursor;
    }

    public List<Long> dropped() {
        return List.copyOf(dropped);
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }
}
