package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.Value;

import org.duckdb.DuckDBAppender;

import java.sql.SQLException;
import java.util.List;

/// Appends rows to a table: the number, then a value for each of its columns in their order.
final class Appending {
    private Appending() {}

    /// @param table its name without quotes
    /// @param columns of the table
    static void append(Session session, String table, List<Column> columns, ColumnBatch batch)
            throws SQLException {
        List<String> given = batch.columns().stream().map(Column::name).toList();
        int[] places = columns.stream().mapToInt(column -> given.indexOf(column.name())).toArray();
        try (DuckDBAppender appender = session.appender(table)) {
            for (ColumnBatch.Row row : batch.rows()) {
                appender.beginRow().append(row.number());
                for (int i = 0; i < places.length; i++) {
                    Value value = places[i] < 0 ? Value.absent() : row.values().get(places[i]);
                    append(appender, columns.get(i), value);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, Column column, Value value)
            throws SQLException {
        switch (value) {
            case Value.Absent _ -> appender.appendNull();
            case Value.Text(var text) -> appender.append(text);
            case Value.Whole(var whole) -> appender.append(whole);
            case Value.Real(var real) -> appender.append(real);
            case Value.Flag(var flag) -> appender.append(flag);
            case Value.Many(var values) -> append(appender, column.kind(), values);
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
