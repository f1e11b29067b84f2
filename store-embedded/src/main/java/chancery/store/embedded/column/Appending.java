package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnRows;
import chancery.store.column.Value;

import org.duckdb.DuckDBAppender;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Appends rows to a table: the number, then a value for each of its columns in their order.
final class Appending {
    private static final int NONE = -1;

    private Appending() {}

    /// @param table its name without quotes
    /// @param columns of the table
    static void append(Session session, String table, List<Column> columns, ColumnBatch batch)
            throws SQLException {
        ColumnRows rows = batch.appended();
        Map<Column, Integer> places = new HashMap<>();
        columns.forEach(column -> places.put(column, places.size()));
        int[] own = batch.columns().stream().mapToInt(places::get).toArray();
        int[] cells = new int[columns.size()];
        try (DuckDBAppender appender = session.appender(table)) {
            for (int row = 0; row < rows.count(); row++) {
                Arrays.fill(cells, NONE);
                for (int cell = rows.first(row); cell < rows.end(row); cell++) {
                    cells[own[rows.column(cell)]] = cell;
                }
                appender.beginRow().append(rows.number(row));
                for (int i = 0; i < cells.length; i++) {
                    append(appender, columns.get(i), rows, cells[i]);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, Column column, ColumnRows rows, int cell)
            throws SQLException {
        if (cell == NONE) {
            appender.appendNull();
        } else if (column.holds() == Column.Holds.MANY) {
            append(appender, column.kind(), rows.list(cell));
        } else {
            switch (column.kind()) {
                case TEXT -> appender.append(rows.text(cell));
                case WHOLE -> appender.append(rows.whole(cell));
                case REAL -> appender.append(rows.real(cell));
                case FLAG -> appender.append(rows.flag(cell));
            }
        }
    }

    private static void append(DuckDBAppender appender, Column.Kind kind, List<Value.Single> values)
            throws SQLException {
        switch (kind) {
            case TEXT ->
                    appender.append(values.stream().map(v -> ((Value.Text) v).value()).toList());
            case WHOLE ->
                    appender.append(
                            values.stream().mapToLong(v -> ((Value.Whole) v).value()).toArray());
            case REAL ->
                    appender.append(
                            values.stream().mapToDouble(v -> ((Value.Real) v).value()).toArray());
            case FLAG -> {
                boolean[] flags = new boolean[values.size()];
                for (int i = 0; i < flags.length; i++) {
                    flags[i] = ((Value.Flag) values.get(i)).value();
                }
                appender.append(flags);
            }
        }
    }
}
