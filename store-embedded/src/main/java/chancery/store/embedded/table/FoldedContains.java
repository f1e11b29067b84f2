package chancery.store.embedded.table;

import chancery.store.table.value.Fold;

import org.sqlite.Function;

import java.sql.Connection;
import java.sql.SQLException;

/// The SQL function behind a filter that looks for text without regard to case: whether the first
/// argument is text and holds the second, which is folded.
final class FoldedContains extends Function {
    /// Its name in SQL.
    static final String NAME = Names.OWN + "contains";

    private static final int SQLITE_TEXT = 3;

    private FoldedContains() {}

    static void register(Connection connection) throws SQLException {
        Function.create(connection, NAME, new FoldedContains(), 2, Function.FLAG_DETERMINISTIC);
    }

    @Override
    protected void xFunc() throws SQLException {
        boolean found = value_type(0) == SQLITE_TEXT && Fold.contains(value_text(0), value_text(1));
        result(found ? 1 : 0);
    }
}
