package chancery.store.embedded.table;

import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Filter.Op;
import chancery.store.table.Table;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Fold;
import chancery.store.table.value.Kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Filters as SQL. What is null in SQL is false in a filter: a conjunction or disjunction that is
/// null does not pass either, and a negation asks whether the inner is not true.
final class Conditions {
    private static final String NEVER = "0";
    private static final String TEXT_FLOOR = "''";
    private static final String BLOB_FLOOR = "x''";

    private final Table table;
    private final Sql sql;

    private Conditions(Table table, Sql sql) {
        this.table = table;
        this.sql = sql;
    }

    /// Writes a filter behind what a statement has so far.
    static void write(Table table, Filter filter, Sql sql) {
        new Conditions(table, sql).write(filter);
    }

    private void write(Filter filter) {
        switch (filter) {
            case Filter.And(List<Filter> filters) -> join(filters, " AND ", "1");
            case Filter.Or(List<Filter> filters) -> join(filters, " OR ", NEVER);
            case Filter.Not(Filter inner) -> {
                sql.add("((");
                write(inner);
                sql.add(") IS NOT TRUE)");
            }
            case Filter.Compare(Field field, Op op, Cell value) -> compare(field, op, value);
            case Filter.In(Field field, List<Cell> values) -> in(field, values);
            case Filter.Prefix(Field field, String text) -> prefix(field, text);
            case Filter.Contains(Field field, String text) -> contains(field, text);
            case Filter.Like(Field field, String pattern) -> like(field, pattern);
            case Filter.Absent(Field field) -> sql.add("(" + Expressions.absent(field) + ")");
        }
    }

    /// Joins by halves, because SQLite bounds how deep an expression is.
    private void join(List<Filter> filters, String word, String none) {
        int half = filters.size() / 2;
        if (filters.isEmpty()) {
            sql.add(none);
        } else if (half == 0) {
            write(filters.getFirst());
        } else {
            sql.add("(");
            join(filters.subList(0, half), word, none);
            sql.add(word);
            join(filters.subList(half, filters.size()), word, none);
            sql.add(")");
        }
    }

    private void compare(Field field, Op op, Cell value) {
        String left = Expressions.value(field);
        Object right = Expressions.bound(field, value);
        if (!meets(field, value)) {
            sql.add(op == Op.NE ? "(" + left + " IS NOT NULL)" : NEVER);
            return;
        }
        switch (op) {
            case EQ -> sql.add(left + "=", right);
            case NE -> sql.add(left + "<>", right);
            case LT -> below(field, value, left + "<", right);
            case LE -> below(field, value, left + "<=", right);
            case GT -> above(field, value, left + ">", right);
            case GE -> above(field, value, left + ">=", right);
        }
    }

    /// A comparison that values of a lesser type pass as well, and the floor that keeps them out.
    private void below(Field field, Cell value, String part, @Nullable Object right) {
        String floor = floor(value);
        if (field instanceof Field.Plain || floor.isEmpty()) {
            sql.add(part, right);
            return;
        }
        sql.add("(").add(part, right);
        sql.add(" AND " + Expressions.value(field) + ">=" + floor + ")");
    }

    private void above(Field field, Cell value, String part, @Nullable Object right) {
        String ceiling = ceiling(value);
        if (field instanceof Field.Plain || ceiling.isEmpty()) {
            sql.add(part, right);
            return;
        }
        sql.add("(").add(part, right);
        sql.add(" AND " + Expressions.value(field) + "<" + ceiling + ")");
    }

    private static String floor(Cell value) {
        return switch (value) {
            case Cell.Text _ -> TEXT_FLOOR;
            case Cell.Flag _ -> BLOB_FLOOR;
            case Cell.Null _, Cell.Int _, Cell.Real _, Cell.Bytes _, Cell.Json _ -> "";
        };
    }

    private static String ceiling(Cell value) {
        return switch (value) {
            case Cell.Int _, Cell.Real _ -> TEXT_FLOOR;
            case Cell.Text _ -> BLOB_FLOOR;
            case Cell.Null _, Cell.Flag _, Cell.Bytes _, Cell.Json _ -> "";
        };
    }

    private void in(Field field, List<Cell> values) {
        List<Cell> met = values.stream().filter(value -> meets(field, value)).toList();
        if (met.isEmpty()) {
            sql.add(NEVER);
            return;
        }
        String before = Expressions.value(field) + " IN (";
        for (Cell value : met) {
            sql.add(before, Expressions.bound(field, value));
            before = ",";
        }
        sql.add(")");
    }

    private void prefix(Field field, String text) {
        if (!meets(field, Cell.of(text))) {
            sql.add(NEVER);
            return;
        }
        String value = Expressions.value(field);
        sql.add("(" + value + ">=", text);
        Optional<String> end = successor(text);
        if (end.isPresent()) {
            sql.add(" AND " + value + "<", end.get());
        } else if (field instanceof Field.Path) {
            sql.add(" AND " + value + "<" + BLOB_FLOOR);
        }
        sql.add(")");
    }

    private void contains(Field field, String text) {
        sql.add(Functions.CONTAINS + "(" + Expressions.value(field) + ",", Fold.of(text));
        sql.add(")");
    }

    private void like(Field field, String pattern) {
        sql.add(Functions.LIKE + "(" + Expressions.value(field) + ",", pattern);
        sql.add(")");
    }

    private boolean meets(Field field, Cell value) {
        return switch (field) {
            case Field.Plain(String column) -> table.column(column).kind().meets(value);
            case Field.Path _ -> !Kind.BYTES.holds(value);
        };
    }

    /// The least text above everything that begins so; none when there is no such text.
    static Optional<String> successor(String text) {
        int end = text.length();
        while (end > 0) {
            int last = text.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next =
                        last == Character.MIN_SURROGATE - 1
                                ? Character.MAX_SURROGATE + 1
                                : last + 1;
                return Optional.of(text.substring(0, end) + Character.toString(next));
            }
        }
        return Optional.empty();
    }
}
