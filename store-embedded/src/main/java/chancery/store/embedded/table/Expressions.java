package chancery.store.embedded.table;

import chancery.store.table.Field;
import chancery.store.table.Table;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Kind;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Fields as SQL, and cells as SQLite holds them.
///
/// A place in JSON is one expression whose SQLite type tells what stands there: integer or real a
/// number, text a string, a blob of one byte a boolean, null nothing that has a value. SQLite's
/// order of those types is the order of cells.
final class Expressions {
    private Expressions() {}

    /// What a field is worth.
    static String value(Field field) {
        return switch (field) {
            case Field.Plain(String column) -> Names.column(column);
            case Field.Path path ->
                    "CASE %s WHEN 'true' THEN x'01' WHEN 'false' THEN x'00' %s %s END"
                            .formatted(
                                    type(path),
                                    "WHEN 'object' THEN NULL WHEN 'array' THEN NULL",
                                    "ELSE json_extract(" + arguments(path) + ")");
        };
    }

    /// The number in a field; null for what is none.
    static String number(Table table, Field field) {
        return switch (field) {
            case Field.Plain(String column) -> {
                Kind kind = table.column(column).kind();
                yield kind == Kind.INTEGER || kind == Kind.REAL ? Names.column(column) : "NULL";
            }
            case Field.Path path ->
                    "CASE WHEN %s IN ('integer','real') THEN json_extract(%s) END"
                            .formatted(type(path), arguments(path));
        };
    }

    /// Whether nothing is there.
    static String absent(Field field) {
        return switch (field) {
            case Field.Plain(String column) -> Names.column(column) + " IS NULL";
            case Field.Path path -> "coalesce(" + type(path) + ",'null')='null'";
        };
    }

    /// A cell as it is bound to be compared with a field, or kept in a column.
    static @Nullable Object bound(Field field, Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> null;
            case Cell.Text(String text) -> text;
            case Cell.Json(String text) -> text;
            case Cell.Int(long number) -> number;
            case Cell.Real(double number) -> number;
            case Cell.Bytes(byte[] bytes) -> bytes;
            case Cell.Flag(boolean flag) ->
                    switch (field) {
                        case Field.Plain _ -> flag ? 1L : 0L;
                        case Field.Path _ -> new byte[] {(byte) (flag ? 1 : 0)};
                    };
        };
    }

    /// Reads a cell of a row back.
    static Cell read(ResultSet rows, int place, Table table, Field field) throws SQLException {
        return switch (field) {
            case Field.Plain(String column) -> read(rows, place, table.column(column).kind());
            case Field.Path _ -> worth(rows.getObject(place));
        };
    }

    static Cell read(ResultSet rows, int place, Kind kind) throws SQLException {
        Cell cell =
                switch (kind) {
                    case TEXT -> text(rows.getString(place));
                    case JSON -> json(rows.getString(place));
                    case INTEGER -> Cell.of(rows.getLong(place));
                    case REAL -> Cell.of(rows.getDouble(place));
                    case BOOLEAN -> new Cell.Flag(rows.getInt(place) != 0);
                    case BYTES -> bytes(rows.getBytes(place));
                };
        return rows.wasNull() ? Cell.none() : cell;
    }

    private static Cell worth(@Nullable Object value) {
        return switch (value) {
            case null -> Cell.none();
            case String text -> Cell.of(text);
            case Double number -> Cell.number(number);
            case Number number -> Cell.of(number.longValue());
            case byte[] flag -> new Cell.Flag(flag[0] != 0);
            default -> throw new IllegalStateException("SQLite answers with " + value);
        };
    }

    private static Cell text(@Nullable String text) {
        return text == null ? Cell.none() : Cell.of(text);
    }

    private static Cell json(@Nullable String text) {
        return text == null ? Cell.none() : Cell.json(text);
    }

    private static Cell bytes(byte @Nullable [] bytes) {
        return bytes == null ? Cell.none() : Cell.of(bytes);
    }

    private static String type(Field.Path path) {
        return "json_type(" + arguments(path) + ")";
    }

    private static String arguments(Field.Path path) {
        return Names.column(path.column()) + "," + Names.path(path);
    }
}
