package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.Condition;
import chancery.store.column.SortKey;
import chancery.store.column.Value;
import chancery.streams.answer.Question;
import chancery.streams.name.ContainerId;
import chancery.streams.query.Filter;
import chancery.streams.query.Path;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.value.Datum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says questions about records in the words of a table. What the table has no column for, no
/// record has a value for.
final class Conditions {
    private final Set<String> columns;

    /// @param columns that the table has
    Conditions(Set<String> columns) {
        this.columns = Set.copyOf(columns);
    }

    boolean has(Column column) {
        return columns.contains(column.name());
    }

    Condition of(Question question) {
        return Condition.and(of(question.window()), of(question.filter()));
    }

    private static Condition of(TimeWindow window) {
        List<Condition> ends = new ArrayList<>();
        if (window.from() != Long.MIN_VALUE) {
            ends.add(Condition.atLeast(Scheme.UPDATED.name(), Value.of(window.from())));
        }
        if (window.to() != Long.MAX_VALUE) {
            ends.add(Condition.below(Scheme.UPDATED.name(), Value.of(window.to())));
        }
        return new Condition.And(ends);
    }

    Condition of(Filter filter) {
        return switch (filter) {
            case Filter.All _ -> Condition.ALL;
            case Filter.And(var children) -> new Condition.And(all(children));
            case Filter.Or(var children) -> new Condition.Or(all(children));
            case Filter.Not(var child) -> Condition.not(of(child));
            case Filter.Exists(var property) -> present(property);
            case Filter.In(var path, var values) -> in(path, values);
            case Filter.Range range -> range(range);
            case Filter.Prefix(var path, var start) -> prefix(path, start);
            case Filter.ContainsAny(var property, var values) ->
                    single(Scheme.of(property))
                            ? Condition.NONE
                            : new Condition.ContainsAny(Scheme.of(property).name(), values(values));
            case Filter.ContainsAll(var property, var values) ->
                    single(Scheme.of(property))
                            ? Condition.NONE
                            : new Condition.ContainsAll(Scheme.of(property).name(), values(values));
            case Filter.Filled(var containers) ->
                    new Condition.And(containers.stream().map(this::filled).toList());
        };
    }

    private List<Condition> all(List<Filter> filters) {
        return filters.stream().map(this::of).toList();
    }

    /// Whether there are no lists in a column, for want of the column perhaps.
    private boolean single(Column column) {
        return !has(column) || column.holds() == Column.Holds.ONE;
    }

    /// Whether there are no single values in a column, for want of the column perhaps.
    private boolean many(Column column) {
        return !has(column) || column.holds() == Column.Holds.MANY;
    }

    private Condition present(Path path) {
        Column column = Scheme.of(path);
        return has(column) ? new Condition.Present(column.name()) : Condition.NONE;
    }

    private Condition filled(ContainerId container) {
        Column column = Scheme.presence(container);
        return has(column) ? new Condition.Present(column.name()) : Condition.NONE;
    }

    private Condition in(Path path, List<Datum> values) {
        Column column = Scheme.of(path);
        return many(column)
                ? Condition.NONE
                : new Condition.In(column.name(), values(values).stream().distinct().toList());
    }

    /// Values as they stand in columns; what can stand in none is equal to none.
    private static List<Value.Single> values(List<Datum> values) {
        return values.stream().filter(Conditions::possible).map(Form::value).toList();
    }

    private static boolean possible(Datum value) {
        return !(value instanceof Datum.Text(var text)) || text.indexOf('\0') < 0;
    }

    private Condition prefix(Path path, String start) {
        Column column = Scheme.of(path);
        return many(column) || start.indexOf('\0') >= 0
                ? Condition.NONE
                : new Condition.Prefix(column.name(), start);
    }

    private Condition range(Filter.Range range) {
        Column column = Scheme.of(range.path());
        if (many(column)) {
            return Condition.NONE;
        }
        return Ends.of(column, range);
    }

    /// An order, carried on as every order of records is.
    List<SortKey> of(Sort sort) {
        Map<String, SortKey> keys = new LinkedHashMap<>();
        for (Sort.Key key : sort.keys()) {
            Column column = Scheme.of(key.path());
            if (!many(column)) {
                keys.putIfAbsent(column.name(), key(column, key));
            }
        }
        for (Column column : List.of(Scheme.SPACE, Scheme.EXTERNAL_ID, Scheme.UPDATED)) {
            keys.putIfAbsent(column.name(), SortKey.ascending(column.name()));
        }
        return List.copyOf(keys.values());
    }

    private static SortKey key(Column column, Sort.Key key) {
        return new SortKey(
                column.name(),
                switch (key.direction()) {
                    case ASCENDING -> SortKey.Direction.ASCENDING;
                    case DESCENDING -> SortKey.Direction.DESCENDING;
                },
                switch (key.nulls()) {
                    case FIRST -> SortKey.Absent.FIRST;
                    case LAST -> SortKey.Absent.LAST;
                });
    }
}
