package chancery.store.embedded.column;

import chancery.store.column.Condition;
import chancery.store.column.Value;

import java.util.List;
import java.util.Set;

/// Conditions as SQL. An expression is true exactly when its condition holds; when it does not, it
/// may be unknown as well as false, so only what stands at a column itself is ever negated.
final class Wheres {
    private Wheres() {}

    /// The condition behind WHERE, or nothing where every row is meant.
    static Sql clause(Condition condition) {
        return condition.equals(Condition.ALL)
                ? new Sql("")
                : new Sql(" WHERE ").add(of(condition));
    }

    /// True when the condition holds.
    static Sql of(Condition condition) {
        return switch (condition) {
            case Condition.And(var all) -> joined(all, true, " AND ", "true");
            case Condition.Or(var any) -> joined(any, true, " OR ", "false");
            case Condition.Not(var inner) -> not(inner);
            case Condition.Present(var column) -> new Sql(Names.column(column)).add(" IS NOT NULL");
            case Condition.In in -> in(in);
            case Condition.Range range -> range(range);
            case Condition.Prefix prefix -> prefix(prefix);
            case Condition.ContainsAny(var column, var values) ->
                    values.isEmpty() ? new Sql("false") : list("list_has_any", column, values);
            case Condition.ContainsAll(var column, var values) ->
                    values.isEmpty() ? new Sql("true") : list("list_has_all", column, values);
        };
    }

    /// True when the condition does not hold.
    private static Sql not(Condition condition) {
        return switch (condition) {
            case Condition.And(var all) -> joined(all, false, " OR ", "false");
            case Condition.Or(var any) -> joined(any, false, " AND ", "true");
            case Condition.Not(var inner) -> of(inner);
            case Condition.Present(var column) -> new Sql(Names.column(column)).add(" IS NULL");
            case Condition.In in -> not(in.column(), in(in));
            case Condition.Range range -> not(range.column(), range(range));
            case Condition.Prefix prefix -> not(prefix.column(), prefix(prefix));
            case Condition.ContainsAny any -> not(any.column(), of(any));
            case Condition.ContainsAll all -> not(all.column(), of(all));
        };
    }

    private static Sql not(String column, Sql comparison) {
        if (comparison.text().equals("true")) {
            return new Sql("false");
        }
        return new Sql("(")
                .add(Names.column(column))
                .add(" IS NULL OR NOT (")
                .add(comparison)
                .add("))");
    }

    private static Sql joined(
            List<Condition> conditions, boolean positive, String word, String none) {
        if (conditions.isEmpty()) {
            return new Sql(none);
        }
        Sql sql = new Sql("(");
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            sql.add(i == 0 ? "" : word).add(positive ? of(condition) : not(condition));
        }
        return sql.add(")");
    }

    private static Sql in(Condition.In in) {
        if (in.values().isEmpty()) {
            return new Sql("false");
        }
        Sql sql = new Sql(Names.column(in.column()));
        return in.values().size() == 1
                ? sql.add("=").bind(in.values().getFirst())
                : sql.add(" IN (").bindAll(in.values()).add(")");
    }

    private static Sql range(Condition.Range range) {
        String column = Names.column(range.column());
        Sql sql = new Sql("(");
        range.low().ifPresent(end -> sql.add(column).add(operator(">", end)).bind(end.value()));
        if (range.low().isPresent() && range.high().isPresent()) {
            sql.add(" AND ");
        }
        range.high().ifPresent(end -> sql.add(column).add(operator("<", end)).bind(end.value()));
        if (range.low().isEmpty() && range.high().isEmpty()) {
            sql.add(column).add(" IS NOT NULL");
        }
        return sql.add(")");
    }

    private static String operator(String direction, Condition.End end) {
        return end.edge() == Condition.Edge.INCLUDED ? direction + "=" : direction;
    }

    /// Comparing as well lets the engine pass over whole blocks.
    private static Sql prefix(Condition.Prefix prefix) {
        String column = Names.column(prefix.column());
        Value.Single start = Value.of(prefix.start());
        return new Sql("(" + column + ">=")
                .bind(start)
                .add(" AND starts_with(" + column + ",")
                .bind(start)
                .add("))");
    }

    private static Sql list(String function, String column, List<Value.Single> values) {
        return new Sql(function + "(" + Names.column(column) + ",[").bindAll(values).add("])");
    }

    /// The columns that a condition looks at.
    static void addColumns(Condition condition, Set<String> columns) {
        switch (condition) {
            case Condition.And(var all) -> all.forEach(each -> addColumns(each, columns));
            case Condition.Or(var any) -> any.forEach(each -> addColumns(each, columns));
            case Condition.Not(var inner) -> addColumns(inner, columns);
            case Condition.Present(var column) -> columns.add(column);
            case Condition.In(var column, _) -> columns.add(column);
            case Condition.Range range -> columns.add(range.column());
            case Condition.Prefix(var column, _) -> columns.add(column);
            case Condition.ContainsAny(var column, _) -> columns.add(column);
            case Condition.ContainsAll(var column, _) -> columns.add(column);
        }
    }
}
