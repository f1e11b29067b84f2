package chancery.store.embedded.column;

import chancery.store.column.Value;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/// Where the cursor of each table stands, kept in a table of its own.
final class Cursors {
    private Cursors() {}

    static void create(Session session) throws SQLException {
        session.run(
                "CREATE TABLE IF NOT EXISTS " + Names.CURSORS + "(name VARCHAR, position BIGINT)");
    }

    /// @param table its name without quotes
    static OptionalLong of(Session session, String table) throws SQLException {
        Sql sql = new Sql("SELECT position FROM " + Names.CURSORS + " WHERE name=");
        List<Long> found = session.ask(sql.bind(Value.of(table)), row -> row.getLong(1));
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
    }

    static void set(Session session, String table, long position) throws SQLException {
        Sql change = new Sql("UPDATE " + Names.CURSORS + " SET position=").bind(position);
        if (session.change(change.add(" WHERE name=").bind(Value.of(table))) == 0) {
            Sql first = new Sql("INSERT INTO " + Names.CURSORS + " VALUES(");
            session.change(first.bind(Value.of(table)).add(",").bind(position).add(")"));
        }
    }

    static void remove(Session session, String table) throws SQLException {
        Sql sql = new Sql("DELETE FROM " + Names.CURSORS + " WHERE name=");
        session.change(sql.bind(Value.of(table)));
    }
}
