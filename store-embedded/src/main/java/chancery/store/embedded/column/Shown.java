package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.Value;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads whole rows: the number, then a value for each column.
final class Shown {
    private static final int FIRST = 2;

    private Shown() {}

    /// The row that a result stands at.
    static ColumnBatch.Row row(List<Column> columns, ResultSet row) throws SQLException {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(value(columns.get(i), row, i + FIRST));
        }
        return new ColumnBatch.Row(row.getLong(1), values);
    }

    private static Value value(Column column, ResultSet row, int place) throws SQLException {
        Object found = row.getObject(place);
        if (found == null) {
            return Value.absent();
        }
        return switch (column.holds()) {
            case ONE -> single(column.kind(), found);
            case MANY -> many(column.kind(), (Array) found);
        };
    }

    private static Value many(Column.Kind kind, Array list) throws SQLException {
        List<Value.Single> values = new ArrayList<>();
        for (Object item : (Object[]) list.getArray()) {
            values.add(single(kind, item));
        }
        return new Value.Many(values);
    }

    /// A value as the engine's driver tells it.
    static Value.Single single(Column.Kind kind, Object found) {
        return switch (kind) {
            case TEXT -> Value.of((String) found);
            case WHOLE -> Value.of(((Number) found).longValue());
            case REAL -> Value.of(((Number) found).doubleValue());
            case FLAG -> Value.of((boolean) (Boolean) found);
        };
    }
}
