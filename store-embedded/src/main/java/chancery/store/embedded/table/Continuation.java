package chancery.store.embedded.table;

import chancery.store.Reader.Direction;
import chancery.store.table.Field;
import chancery.store.table.Position;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.Table.Presence;
import chancery.store.table.value.Cell;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// What comes after a position in an order, as SQL that an index in that order can jump to.
final class Continuation {
    private final Table table;
    private final List<Sort> order;
    private final List<Cell> values;
    private final Sql sql;

    private Continuation(Table table, List<Sort> order, Position after, Sql sql) {
        this.table = table;
        this.order = order;
        this.values = after.values();
        this.sql = sql;
    }

    static void write(Table table, List<Sort> order, Position after, Sql sql) {
        Continuation continuation = new Continuation(table, order, after, sql);
        if (continuation.simple()) {
            continuation.rowValue();
        } else {
            continuation.levels();
        }
    }

    /// Whether nothing can be absent and all goes one way, so that SQLite compares whole rows.
    private boolean simple() {
        return order.stream().map(Sort::direction).distinct().count() == 1
                && order.stream().allMatch(level -> required(level.field()));
    }

    private void rowValue() {
        String names =
                order.stream()
                        .map(level -> Expressions.value(level.field()))
                        .collect(Collectors.joining(","));
        sql.add("(" + names + ")" + sign(order.getFirst()));
        String before = "(";
        for (int i = 0; i < order.size(); i++) {
            sql.add(before, bound(i));
            before = ",";
        }
        sql.add(")");
    }

    private void levels() {
        sql.add("(");
        lead();
        String before = "(";
        for (int i = 0; i < order.size(); i++) {
            sql.add(before);
            level(i);
            before = " OR ";
        }
        sql.add("))");
    }

    /// Bounds the first level by itself, which is what an index can jump to.
    private void lead() {
        Sort first = order.getFirst();
        boolean bounded =
                !(values.getFirst() instanceof Cell.Null)
                        && (first.direction() == Direction.ASCENDING || required(first.field()));
        if (bounded) {
            sql.add(Expressions.value(first.field()) + sign(first) + "=", bound(0)).add(" AND ");
        }
    }

    private void level(int level) {
        sql.add("(");
        for (int i = 0; i < level; i++) {
            sql.add(Expressions.value(order.get(i).field()) + " IS ", bound(i)).add(" AND ");
        }
        beyond(level);
        sql.add(")");
    }

    private void beyond(int level) {
        Sort sort = order.get(level);
        String value = Expressions.value(sort.field());
        boolean absent = values.get(level) instanceof Cell.Null;
        switch (sort.direction()) {
            case ASCENDING -> {
                if (absent) {
                    sql.add(value + " IS NOT NULL");
                } else {
                    sql.add(value + ">", bound(level));
                }
            }
            case DESCENDING -> {
                if (absent) {
                    sql.add("0");
                } else {
                    sql.add("(" + value + "<", bound(level)).add(" OR " + value + " IS NULL)");
                }
            }
        }
    }

    private @Nullable Object bound(int level) {
        return Expressions.bound(order.get(level).field(), values.get(level));
    }

    private boolean required(Field field) {
        return field instanceof Field.Plain(String column)
                && table.column(column).presence() == Presence.REQUIRED;
    }

    private static String sign(Sort sort) {
        return sort.direction() == Direction.ASCENDING ? ">" : "<";
    }
}
