package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnRules;
import chancery.store.column.Condition;
import chancery.store.column.SortKey;
import chancery.store.column.Value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rows that are the first in an order. Where numbers come first in it, rows are looked for by
/// these alone, and what follows is read only of those that are equal to the last: to read a second
/// column of rows that stand apart costs as much as to find them.
record Ordering(String table, ColumnRules rules, List<SortKey> order, int limit) {
    private static final int KEY_PLACE = 2;

    /// A row and what it has in the column that it is ordered by.
    private record Keyed(long number, Optional<Value.Single> key) {}

    /// @return the numbers of the rows, small ones first
    List<Long> ask(Session session, Condition where) throws SQLException {
        List<Long> found =
                order.size() > 1 && first().kind().numeric()
                        ? byFirst(session, where)
                        : byAll(session, where);
        return found.stream().sorted().toList();
    }

    private Column first() {
        return rules.column(order.getFirst().column());
    }

    private List<Long> byFirst(Session session, Condition where) throws SQLException {
        Sql sql = new Sql("SELECT " + Names.ROW + "," + Names.column(first().name()));
        sql.add(" FROM " + table).add(Wheres.clause(where));
        sql.add(" ORDER BY " + level(order.getFirst()) + " LIMIT ").bind(limit + 1L);
        List<Keyed> found = session.ask(sql, this::keyed);
        if (found.size() <= limit) {
            return numbers(found);
        }
        Optional<Value.Single> last = found.getLast().key();
        List<Long> before = numbers(found.stream().filter(row -> !row.key().equals(last)).toList());
        if (before.size() == limit) {
            return before;
        }
        Ordering rest =
                new Ordering(table, rules, order.subList(1, order.size()), limit - before.size());
        List<Long> all = new ArrayList<>(before);
        all.addAll(rest.byAll(session, Condition.and(where, has(last))));
        return all;
    }

    private Keyed keyed(ResultSet row) throws SQLException {
        Optional<Object> key = Optional.ofNullable(row.getObject(KEY_PLACE));
        return new Keyed(row.getLong(1), key.map(found -> Shown.single(first().kind(), found)));
    }

    private static List<Long> numbers(List<Keyed> rows) {
        return rows.stream().map(Keyed::number).toList();
    }

    private Condition has(Optional<Value.Single> key) {
        String column = first().name();
        return key.map(value -> Condition.equal(column, value))
                .orElseGet(() -> Condition.not(new Condition.Present(column)));
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
