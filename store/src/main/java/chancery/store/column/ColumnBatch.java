package chancery.store.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Rows to drop and to append, with the position that the cursor reaches by them. For one thread,
/// and for one [ColumnTable#apply]. Dropping quickly needs numbers of rows that grow from batch to
/// batch.
public final class ColumnBatch {
    private final List<Column> columns;
    private final long cursor;
    private final List<Long> dropped = new ArrayList<>();
    private final ColumnRows rows;

    /// A row, its values in the order of the batch's columns.
    public record Row(long number, List<Value> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /// @param columns that rows of this batch have values in; the others of the table are absent
    /// @param cursor where it stands once the batch is applied
    public ColumnBatch(List<Column> columns, long cursor) {
        this(columns, new ColumnRows(), cursor);
    }

    /// @param columns that the rows may have values in; the others of the table are absent
    /// @param rows to append, handed over
    /// @param cursor where it stands once the batch is applied
    /// @throws IllegalArgumentException when the values are not of the types of the columns
    public ColumnBatch(List<Column> columns, ColumnRows rows, long cursor) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.cursor = cursor;
        if (columns.stream().map(Column::name).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("a batch has a column twice");
        }
        int misfit = rows.misfit(this.columns);
        if (misfit < rows.cells()) {
            ColumnRules.requireType(this.columns.get(rows.column(misfit)), false);
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
            Column column = columns.get(i);
            ColumnRules.requireType(column, ColumnRules.takes(column, values.get(i)));
        }
        rows.begin(row);
        for (int i = 0; i < columns.size(); i++) {
            rows.add(i, values.get(i));
        }
        return this;
    }

    public List<Column> columns() {
        return columns;
    }

    public long cursor() {
        return cursor;
    }

    public List<Long> dropped() {
        return Collections.unmodifiableList(dropped);
    }

    /// The rows to append as they are kept.
    public ColumnRows appended() {
        return rows;
    }

    /// The rows to append, each with a value for every column.
    public List<Row> rows() {
        List<Row> all = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            Value[] values = new Value[columns.size()];
            Arrays.fill(values, Value.absent());
            for (int cell = rows.first(row); cell < rows.end(row); cell++) {
                values[rows.column(cell)] = rows.value(cell);
            }
            all.add(new Row(rows.number(row), List.of(values)));
        }
        return all;
    }
}
