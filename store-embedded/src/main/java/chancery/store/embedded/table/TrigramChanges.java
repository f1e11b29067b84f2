package chancery.store.embedded.table;

import chancery.store.table.Table;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a batch changes in trigram indexes, held back to its end and written by row number. SQLite
/// makes the index write out what it has gathered whenever a statement on another table begins
/// that may fail half-way, and whenever row numbers go back: five times the work for each row.
final class TrigramChanges {
    private final Map<Table, SortedMap<Long, String>> words = new HashMap<>();

    /// The words of a row from now on; none when they are empty.
    void put(Table table, long row, String text) {
        words.computeIfAbsent(table, _ -> new TreeMap<>()).put(row, text);
    }

    void write(Session session) throws SQLException {
        for (Map.Entry<Table, SortedMap<Long, String>> change : words.entrySet()) {
            write(session, Names.trigrams(change.getKey()), change.getValue());
        }
        words.clear();
    }

    private static void write(Session session, String index, SortedMap<Long, String> rows)
            throws SQLException {
        String put = "REPLACE INTO %s(rowid,%s) VALUES(?,?)".formatted(index, Names.WORDS);
        String drop = "DELETE FROM %s WHERE rowid=?".formatted(index);
        for (Map.Entry<Long, String> row : rows.entrySet()) {
            boolean empty = row.getValue().isEmpty();
            PreparedStatement statement = session.prepare(empty ? drop : put);
            statement.setLong(1, row.getKey());
            if (!empty) {
                statement.setString(2, row.getValue());
            }
            statement.executeUpdate();
        }
    }
}
