package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnReader;
import chancery.store.column.ColumnRules;
import chancery.store.column.ColumnsBrokenException;
import chancery.store.column.Condition;
import chancery.store.column.CostlyReadException;
import chancery.store.column.Group;
import chancery.store.column.Grouping;
import chancery.store.column.SortKey;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/// Questions about one table in one transaction, which sees one moment.
final class DuckReader implements ColumnReader {
    private final Session session;
    private final String table;
    private final ColumnRules rules;
    private final Crowds crowds;

    /// @param table its name without quotes
    DuckReader(Session session, String table, ColumnRules rules, Crowds crowds) {
        this.session = session;
        this.table = table;
        this.rules = rules;
        this.crowds = crowds;
    }

    @Override
    public OptionalLong cursor() {
        return answer(() -> Cursors.of(session, table));
    }

    @Override
    public List<Long> first(Condition where, List<SortKey> order, int limit) {
        rules.check(where, order, limit);
        return answer(() -> new Ordering(quoted(), rules, order, limit).ask(session, where));
    }

    @Override
    public List<ColumnBatch.Row> after(long number, List<String> columns, int limit) {
        rules.check(columns, limit);
        // The numbers alone first: blocks outside of them are then not read for their values.
        Sql first = new Sql("SELECT " + Names.ROW + " FROM " + quoted());
        first.add(" WHERE " + Names.ROW + ">").bind(number);
        first.add(" ORDER BY " + Names.ROW + " LIMIT ").bind(limit);
        List<Long> numbers = answer(() -> session.ask(first, row -> row.getLong(1)));
        if (numbers.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql("SELECT " + Names.ROW);
        columns.forEach(column -> sql.add("," + Names.column(column)));
        sql.add(" FROM " + quoted() + " WHERE " + Names.ROW + " BETWEEN ");
        sql.bind(numbers.getFirst()).add(" AND ").bind(numbers.getLast());
        sql.add(" ORDER BY " + Names.ROW);
        List<Column> shown = columns.stream().map(rules::column).toList();
        return answer(() -> session.ask(sql, row -> Shown.row(shown, row)));
    }

    @Override
    public long count(Condition where) {
        rules.check(where);
        Sql sql = new Sql("SELECT count(*) FROM " + quoted()).add(Wheres.clause(where));
        return answer(() -> session.ask(sql, row -> row.getLong(1))).getFirst();
    }

    @Override
    public List<Group> groups(Grouping grouping) {
        rules.check(grouping);
        return answer(() -> new Groupings(quoted(), rules, grouping).ask(session, crowds));
    }

    private String quoted() {
        return '"' + table + '"';
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw switch (Failure.of(e)) {
                case TIME -> new CostlyReadException(CostlyReadException.Of.TIME);
                case MEMORY -> new CostlyReadException(CostlyReadException.Of.MEMORY);
                case QUESTION -> new IllegalStateException("not a question: " + e.getMessage(), e);
                case BROKEN, OTHERS -> new ColumnsBrokenException("the wide tables failed", e);
            };
        }
    }

    /// What is asked of the engine.
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }
}
