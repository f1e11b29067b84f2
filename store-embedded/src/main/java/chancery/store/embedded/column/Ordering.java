package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnRules;
import chancery.store.column.Condition;
import chancery.store.column.SortKey;
import chancery.store.column.Value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The numbers of the first rows in an order. Real numbers are seldom equal: where they come first,
/// rows are put in order by them alone, and by all that follows only those that are equal. What
/// follows is then not read of rows that are far from being first.
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
        sql.add(" ORDER BY " + level(first()) + " LIMIT ").bind(limit + 1L);
        List<Keyed> found = session.ask(sql, Ordering::keyed);
        if (found.size() > limit && same(found, limit)) {
            return byAll(session, Condition.and(where, near(found.getLast())));
        }
        return settled(session, found.stream().limit(limit).toList());
    }

    /// Whether this row has the key of the one before.
    private static boolean same(List<Keyed> rows, int i) {
        return i > 0 && i < rows.size() && rows.get(i - 1).key().equals(rows.get(i).key());
    }

    /// Puts those in order that have the same key as a neighbour.
    private List<Long> settled(Session session, List<Keyed> rows) throws SQLException {
        List<Long> tied = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (same(rows, i) || same(rows, i + 1)) {
                tied.add(rows.get(i).number());
            }
        }
        Map<Long, Integer> ranks = ranks(session, tied);
        List<Long> settled = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1;
            while (same(rows, to)) {
                to++;
            }
            rows.subList(from, to).stream()
                    .map(Keyed::number)
                    .sorted(Comparator.comparing(number -> ranks.getOrDefault(number, 0)))
                    .forEach(settled::add);
            from = to;
        }
        return settled;
    }

    /// The places of rows in the whole order.
    private Map<Long, Integer> ranks(Session session, List<Long> rows) throws SQLException {
        Map<Long, Integer> ranks = new HashMap<>();
        if (!rows.isEmpty()) {
            Sql sql = new Sql("SELECT " + Names.ROW + " FROM " + table + " WHERE " + Names.ROW);
            sql.add(" IN (").bind(rows.getFirst());
            rows.stream().skip(1).forEach(row -> sql.add(",").bind(row));
            sql.add(") ORDER BY ").add(levels());
            session.ask(sql, row -> row.getLong(1)).forEach(row -> ranks.put(row, ranks.size()));
        }
        return ranks;
    }

    /// Holds for the rows that may be among the first: of all others it is known that they are not.
    private Condition near(Keyed last) {
        if (last.key().isEmpty()) {
            return Condition.ALL;
        }
        Value.Single end = Value.of(last.key().get());
        String column = first().column();
        Condition within =
                switch (first().direction()) {
                    case ASCENDING -> Condition.atMost(column, end);
                    case DESCENDING -> Condition.atLeast(column, end);
                };
        return switch (first().absent()) {
            case LAST -> within;
            case FIRST -> Condition.or(within, Condition.not(new Condition.Present(column)));
        };
    }

    private static Keyed keyed(ResultSet row) throws SQLException {
        double key = row.getDouble(KEY_PLACE);
        Optional<Double> present = row.wasNull() ? Optional.empty() : Optional.of(key);
        return new Keyed(row.getLong(1), present);
    }

    private List<Long> byAll(Session session, Condition where) throws SQLException {
        Sql sql = new Sql("SELECT " + Names.ROW + " FROM " + table).add(Wheres.clause(where));
        sql.add(" ORDER BY ").add(levels()).add(" LIMIT ").bind(limit);
        return session.ask(sql, row -> row.getLong(1));
    }

    private String levels() {
        return Stream.concat(order.stream().map(Ordering::level), Stream.of(Names.ROW))
                .collect(Collectors.joining(","));
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
