package chancery.store.embedded.table;

import chancery.store.table.Table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The rows of a searched table that its trigram index has not followed yet, as triggers note them.
/// A row at a time costs the index more than all other indexes together, because each transaction
/// leaves a segment of its own to be merged; so it follows in slices, and a search looks at the few
/// rows of the backlog themselves.
final class TrigramBacklog {
    private static final int SLICE = 250;

    private final Session session;
    private final Table table;
    private final int unitsMax;

    /// @param table that is searched
    /// @param unitsMax of each string that are searched
    TrigramBacklog(Session session, Table table, int unitsMax) {
        this.session = session;
        this.table = table;
        this.unitsMax = unitsMax;
    }

    /// Makes the index follow until so many rows are left, when there are a quarter more.
    void shorten(int kept) throws SQLException {
        long rows = number("SELECT count(*) FROM " + Names.pending(table));
        if (rows > kept + kept / 4) {
            for (; rows > kept; rows -= SLICE) {
                follow((int) Math.min(SLICE, rows - kept));
            }
        }
    }

    /// Begins again with an empty index, when the table is empty.
    void forgetWhenEmpty() throws SQLException {
        if (number("SELECT EXISTS(SELECT 1 FROM " + Names.table(table) + ")") > 0) {
            return;
        }
        String trigrams = Names.trigrams(table);
        session.run("INSERT INTO %s(%s) VALUES('delete-all')".formatted(trigrams, trigrams));
        session.run("DELETE FROM " + Names.pending(table));
    }

    private long number(String question) throws SQLException {
        try (ResultSet answer = session.prepare(question).executeQuery()) {
            return answer.getLong(1);
        }
    }

    /// Works off the rows with the lowest numbers: an index is written in the order of row numbers,
    /// and whenever they go back it begins a new segment.
    private void follow(int count) throws SQLException {
        List<Change> changes = next(count);
        String put =
                "REPLACE INTO %s(rowid,%s) VALUES(?,?)"
                        .formatted(Names.trigrams(table), Names.WORDS);
        String drop = "DELETE FROM %s WHERE rowid=?".formatted(Names.trigrams(table));
        for (Change change : changes) {
            PreparedStatement statement = session.prepare(change.words().isEmpty() ? drop : put);
            statement.setLong(1, change.row());
            if (!change.words().isEmpty()) {
                statement.setString(2, change.words());
            }
            statement.executeUpdate();
        }
        Sql done = new Sql("DELETE FROM " + Names.pending(table) + " WHERE " + Names.ROW + "<=");
        done.bind(changes.getLast().row()).on(session).executeUpdate();
    }

    private List<Change> next(int count) throws SQLException {
        String text =
                "SELECT p.%s,t.%s FROM %s p LEFT JOIN %s t ON t.%s=p.%s ORDER BY p.%s LIMIT "
                        .formatted(
                                Names.ROW,
                                Names.column(table.search().orElseThrow()),
                                Names.pending(table),
                                Names.table(table),
                                Names.ROW,
                                Names.ROW,
                                Names.ROW);
        List<Change> changes = new ArrayList<>(count);
        try (ResultSet rows = new Sql(text).bind((long) count).on(session).executeQuery()) {
            while (rows.next()) {
                String json = rows.getString(2);
                String words = json == null ? "" : Trigrams.words(json, unitsMax);
                changes.add(new Change(rows.getLong(1), words));
            }
        }
        return changes;
    }

    /// The words of a row as it is now; none when it is gone.
    private record Change(long row, String words) {}
}
