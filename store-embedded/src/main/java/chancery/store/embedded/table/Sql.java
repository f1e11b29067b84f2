package chancery.store.embedded.table;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A statement being written, with what is bound to it.
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();
    private final boolean literal;

    Sql(String start) {
        this(start, false);
    }

    private Sql(String start, boolean literal) {
        text.append(start);
        this.literal = literal;
    }

    /// A statement that holds its values itself, as the definition of a view must.
    static Sql literal(String start) {
        return new Sql(start, true);
    }

    Sql add(String part) {
        text.append(part);
        return this;
    }

    /// A parameter and its value: a Long, Double, String or array of bytes.
    Sql bind(@Nullable Object value) {
        if (literal) {
            text.append(literal(value));
            return this;
        }
        text.append('?');
        values.add(value);
        return this;
    }

    /// A part, and a parameter behind it.
    Sql add(String part, @Nullable Object value) {
        return add(part).bind(value);
    }

    String text() {
        return text.toString();
    }

    /// The statement, ready to run.
    PreparedStatement on(Session session) throws SQLException {
        PreparedStatement statement = session.prepare(text());
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> "x'" + HexFormat.of().formatHex(bytes) + "'";
            case String string -> "'" + string.replace("'", "''") + "'";
            default -> value.toString();
        };
    }
}
