package chancery.store.embedded.column;

import org.duckdb.DuckDBConnection;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Statements of one connection that were asked lately: for a small table, parsing and planning one
/// takes as long as running it. The engine plans a statement anew by itself when its table has
/// changed. For one thread at a time.
final class KeptStatements implements AutoCloseable {
    private static final int KEPT_MAX = 32;

    /// Longer ones are of one question and hardly come again.
    private static final int LENGTH_MAX = 2_000;

    private final DuckDBConnection connection;

    /// Those that were used last stand last.
    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>();

    KeptStatements(DuckDBConnection connection) {
        this.connection = connection;
    }

    /// A statement of this text; it is given back.
    PreparedStatement take(String text) throws SQLException {
        PreparedStatement known = kept.remove(text);
        return known != null ? known : connection.prepareStatement(text);
    }

    /// @param usable whether it may be used again
    void give(String text, PreparedStatement statement, boolean usable) throws SQLException {
        if (!usable || text.length() > LENGTH_MAX) {
            statement.close();
            return;
        }
        kept.put(text, statement);
        if (kept.size() > KEPT_MAX) {
            Iterator<PreparedStatement> oldest = kept.values().iterator();
            PreparedStatement dropped = oldest.next();
            oldest.remove();
            dropped.close();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : kept.values()) {
            statement.close();
        }
        kept.clear();
    }
}
