package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnRules;
import chancery.store.column.Condition;
import chancery.store.column.SortKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The numbers of the first rows in an order. Real numbers are seldom equal: where they come first,
/// rows are put in order by them alone, and by all that follows only when some are. What follows is
/// then not read of rows that are far from being first.
record Ordering(String table, ColumnRules rules, List<SortKey> order, int limit) {
    private static final int KEY_PLACE = 2;

    /// A row and what it has in the column that it is ordered by.
    private record Keyed(long number, Optional<Double> key) {}

    List<Long> ask(Session session, Condition where) throws SQLException {
        return order.size() > 1 && rules.column(first().column()).kind() == Column.Kind.REAL
                ? byFirst(session, where)
                : byAll(session, where);
    }

    private SortKey first() {
        return order.getFirst();
    }

    private List<Long> byFirst(Session session, Condition where) throws SQLException {
        Sql sql = new Sql("SELECT " + Names.ROW + "," + Names.column(first().column()));
        sql.add(" FROM " + table).add(Wheres.clause(where));
        sql.add(" ORDER BY " + level(first())).first(limit + 1L);
        List<Keyed> found = session.ask(sql, Ordering::keyed);
        return distinct(found)
                ? found.stream().limit(limit).map(Keyed::number).toList()
                : byAll(session, where);
    }

    private static Keyed keyed(ResultSet row) throws SQLException {
        double key = row.getDouble(KEY_PLACE);
        return new Keyed(row.getLong(1), row.wasNull() ? Optional.empty() : Optional.of(key));
    }

    /// Whether no two rows that stand side by side are equal.
    private static boolean distinct(List<Keyed> rows) {
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1).key().equals(rows.get(i).key())) {
                return false;
            }
        }
        return true;
    }

    private List<Long> byAll(Session session, Condition where) throws SQLException {
        Sql sql = new Sql("SELECT " + Names.ROW + " FROM " + table).add(Wheres.clause(where));
        sql.add(" ORDER BY ");
        order.forEach(key -> sql.add(level(key)).add(","));
        sql.add(Names.ROW).first(limit);
        return session.ask(sql, row -> row.getLong(1));
    }

    private static String level(SortKey key) {
        String direction =
                switch (key.direction()) {
                    case ASCENDING -> " ASC";
                    case DESCENDING -> " DESC";
                };
        String absent =
                switch (key.absent()) {
                    case FIRST -> " NULLS FIRST";
                    case LAST -> " NULLS LAST";
                };
        return Names.column(key.column()) + direction + absent;
    }
}
