package chancery.store.column;

import chancery.store.table.value.UnicodeText;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What may be written into a table of these columns and asked of it, the same for each engine.
/// Immutable. What breaks a rule throws [IllegalArgumentException].
public final class ColumnRules {
    /// Conditions inside each other.
    public static final int DEPTH_MAX = 32;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final ColumnLimits limits;

    public ColumnRules(List<Column> columns, ColumnLimits limits) {
        this.limits = limits;
        for (Column column : columns) {
            boolean added = this.columns.put(column.name(), column) == null;
            require(added, "the column " + column.name() + " stands there twice");
        }
        require(columns.size() <= limits.columns(), "too many columns");
    }

    /// The column with this name.
    public Column column(String name) {
        return Optional.ofNullable(columns.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no column " + name));
    }

    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /// The rules once the missing ones of these columns are added.
    public ColumnRules with(List<Column> more) {
        Map<String, Column> all = new LinkedHashMap<>(columns);
        for (Column column : more) {
            Column known = all.putIfAbsent(column.name(), column);
            require(
                    known == null || known.equals(column),
                    "the column " + column.name() + " has another type");
        }
        return new ColumnRules(List.copyOf(all.values()), limits);
    }

    public void check(ColumnBatch batch) {
        for (Column column : batch.columns()) {
            require(
                    column.equals(column(column.name())),
                    "the column " + column.name() + " has another type");
        }
        require(batch.dropped().size() <= limits.batchRows(), "the batch drops too many rows");
        ColumnRows rows = batch.appended();
        require(rows.count() <= limits.batchRows(), "the batch appends too many rows");
        require(rows.bytes() <= limits.batchBytes(), "the batch is too large");
        require(rows.longestText() <= limits.textBytes(), "a text is too long");
        require(rows.longestList() <= limits.listValues(), "a list is too long");
        require(!rows.flawed(), "a value has half a character, a zero character or no end");
        require(rows.distinct(), "the batch appends a row twice");
    }

    private void check(Value.Single value) {
        if (value instanceof Value.Text(var text)) {
            require(UnicodeText.bytes(text) <= limits.textBytes(), "a text is too long");
            require(UnicodeText.whole(text), "a text has half a character");
            require(text.indexOf('\0') < 0, "a text has a zero character");
        }
    }

    /// A question for the first rows in an order.
    public void check(Condition where, List<SortKey> order, int limit) {
        check(where);
        require(order.size() <= limits.levels(), "too many keys of an order");
        for (SortKey key : order) {
            single(key.column());
        }
        checkAnswers(limit);
    }

    /// A question for rows by number.
    public void check(List<String> shown, int limit) {
        shown.forEach(this::column);
        checkAnswers(limit);
    }

    public void check(Grouping grouping) {
        long nodes = nodes(grouping.where(), 1);
        require(grouping.levels().size() <= limits.levels(), "too many levels");
        for (Level level : grouping.levels()) {
            nodes += nodes(level.key());
        }
        require(nodes <= limits.conditionNodes(), "the conditions are too large");
        require(grouping.measures().size() <= limits.measures(), "too many measures");
        for (Measure measure : grouping.measures()) {
            if (measure.figure() == Measure.Figure.VALUES) {
                column(measure.column());
            } else {
                numeric(measure.column());
            }
        }
        checkAnswers(grouping.limit());
    }

    public void check(Condition where) {
        require(nodes(where, 1) <= limits.conditionNodes(), "the condition is too large");
    }

    private void checkAnswers(int limit) {
        require(limit > 0 && limit <= limits.answers(), "an answer has no such size");
    }

    private long nodes(GroupKey key) {
        return switch (key) {
            case GroupKey.Values(String column) -> {
                column(column);
                yield 1;
            }
            case GroupKey.Bins bins -> {
                numeric(bins.column());
                yield 1;
            }
            case GroupKey.Spans spans -> {
                whole(spans.column());
                yield 1;
            }
            case GroupKey.Calendar calendar -> {
                whole(calendar.column());
                yield 1;
            }
            case GroupKey.Cases(List<Condition> conditions) -> all(conditions, 1);
        };
    }

    private long nodes(Condition condition, int depth) {
        require(depth <= DEPTH_MAX, "the condition is too deep");
        return switch (condition) {
            case Condition.And(List<Condition> all) -> all(all, depth + 1);
            case Condition.Or(List<Condition> any) -> all(any, depth + 1);
            case Condition.Not(Condition inner) -> 1 + nodes(inner, depth + 1);
            case Condition.Present(String column) -> {
                column(column);
                yield 1;
            }
            case Condition.In(String column, var values) -> values(single(column), values);
            case Condition.ContainsAny(String column, var values) -> values(list(column), values);
            case Condition.ContainsAll(String column, var values) -> values(list(column), values);
            case Condition.Range(String name, var low, var high) -> {
                Column column = single(name);
                low.ifPresent(end -> values(column, List.of(end.value())));
                high.ifPresent(end -> values(column, List.of(end.value())));
                yield 1;
            }
            case Condition.Prefix(String column, String start) ->
                    values(single(column), List.of(new Value.Text(start)));
        };
    }

    private long all(List<Condition> conditions, int depth) {
        long nodes = 1;
        for (Condition condition : conditions) {
            nodes += nodes(condition, depth);
        }
        return nodes;
    }

    private long values(Column column, List<Value.Single> values) {
        for (Value.Single value : values) {
            require(
                    value.kind() == column.kind(),
                    "the column " + column.name() + " does not compare with this");
            check(value);
        }
        return 1L + values.size();
    }

    private Column single(String name) {
        Column column = column(name);
        require(column.holds() == Column.Holds.ONE, name + " has no one value");
        return column;
    }

    private Column list(String name) {
        Column column = column(name);
        require(column.holds() == Column.Holds.MANY, name + " has no lists");
        return column;
    }

    private void numeric(String name) {
        require(column(name).kind().numeric(), name + " has no numbers");
    }

    private void whole(String name) {
        require(column(name).kind() == Column.Kind.WHOLE, name + " has no whole numbers");
    }

    /// Whether a value is of the type of a column.
    static boolean takes(Column column, Value value) {
        return switch (value) {
            case Value.Absent _ -> true;
            case Value.Single single ->
                    column.holds() == Column.Holds.ONE && single.kind() == column.kind();
            case Value.Many(List<Value.Single> values) ->
                    column.holds() == Column.Holds.MANY
                            && values.stream().allMatch(v -> v.kind() == column.kind());
        };
    }

    static void requireType(Column column, boolean fits) {
        require(fits, "the column " + column.name() + " does not take this");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
