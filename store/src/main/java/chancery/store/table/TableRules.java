package chancery.store.table;

import chancery.store.table.Table.Column;
import chancery.store.table.Table.Presence;
import chancery.store.table.value.Cell;
import chancery.store.table.value.JsonReader;
import chancery.store.table.value.Kind;
import chancery.store.table.value.UnicodeText;

import java.util.List;
import java.util.stream.IntStream;

/// What may be written into the tables of a schema and asked of them, the same for each engine.
public final class TableRules {
    private static final int CURSOR_NAME_MAX = 200;

    private final Schema schema;
    private final TableLimits limits;

    public TableRules(Schema schema, TableLimits limits) {
        this.schema = schema;
        this.limits = limits;
    }

    public void check(TableBatch batch) {
        List<TableBatch.Change> changes = batch.changes();
        require(changes.size() <= limits.batchChanges(), "the batch has too many changes");
        long bytes = 0;
        for (TableBatch.Change change : changes) {
            bytes += check(change);
            require(bytes <= limits.batchBytes(), "the batch is too large");
        }
        batch.reached().ifPresent(reached -> checkCursor(reached.cursor()));
    }

    public void checkCursor(String name) {
        require(
                !name.isEmpty() && name.length() <= CURSOR_NAME_MAX && UnicodeText.whole(name),
                "not the name of a cursor");
    }

    /// The bytes of a key that fits the table.
    public long check(Table table, RowKey key) {
        require(key.cells().size() == table.key().size(), table.name() + " has another key");
        return IntStream.range(0, table.key().size())
                .mapToLong(i -> check(table.column(table.key().get(i)), key.cells().get(i)))
                .sum();
    }

    public void check(Query query) {
        Table table = schema.table(query.table());
        checkRows(query.limit());
        check(table, query.where());
        requireLevels(query.sort().size());
        query.sort().forEach(level -> requireValue(table, level.field()));
        query.after().ifPresent(after -> check(table, query.order(table), after));
    }

    public void check(Search search) {
        Table table = schema.table(search.table());
        checkRows(search.limit());
        check(table, search.where());
        requireValue(table, search.field());
        require(
                !search.text().isEmpty()
                        && search.text().length() <= limits.searchUnits()
                        && UnicodeText.whole(search.text()),
                "not a text to search for");
    }

    public void check(Grouping grouping) {
        Table table = schema.table(grouping.table());
        checkRows(grouping.limit());
        check(table, grouping.where());
        requireLevels(grouping.by().size());
        requireLevels(grouping.aggregates().size());
        require(!grouping.aggregates().isEmpty(), "a grouping has an aggregate");
        grouping.by().forEach(field -> requireValue(table, field));
        for (Aggregate aggregate : grouping.aggregates()) {
            switch (aggregate) {
                case Aggregate.Count _ -> {}
                case Aggregate.Present(Field field) -> requireField(table, field);
                case Aggregate.Distinct(Field field) -> requireValue(table, field);
                case Aggregate.Min(Field field) -> requireValue(table, field);
                case Aggregate.Max(Field field) -> requireValue(table, field);
                case Aggregate.Sum(Field field) -> requireValue(table, field);
                case Aggregate.Avg(Field field) -> requireValue(table, field);
            }
        }
    }

    /// A filter over a table.
    public void check(Table table, Filter filter) {
        require(check(table, filter, 1) <= limits.filterNodes(), "the filter is too large");
    }

    private long check(TableBatch.Change change) {
        Table table = schema.table(change.table());
        return switch (change) {
            case TableBatch.Change.Upsert(_, List<Cell> cells) -> check(table, cells);
            case TableBatch.Change.Delete(_, RowKey key) -> check(table, key);
            case TableBatch.Change.DeleteWhere(_, Filter where) -> {
                check(table, where);
                yield 0;
            }
        };
    }

    private long check(Table table, List<Cell> cells) {
        require(cells.size() == table.columns().size(), table.name() + " has other columns");
        return IntStream.range(0, cells.size())
                .mapToLong(i -> check(table.columns().get(i), cells.get(i)))
                .sum();
    }

    private long check(Column column, Cell cell) {
        boolean fits =
                cell instanceof Cell.Null
                        ? column.presence() == Presence.OPTIONAL
                        : column.kind().holds(cell);
        require(fits, "the column " + column.name() + " does not take this");
        if (cell instanceof Cell.Json(String json)) {
            JsonReader.read(json);
        }
        return check(cell);
    }

    private long check(Cell cell) {
        boolean whole =
                switch (cell) {
                    case Cell.Text(String text) -> UnicodeText.whole(text);
                    case Cell.Json(String text) -> UnicodeText.whole(text);
                    case Cell.Null _, Cell.Int _, Cell.Real _, Cell.Flag _, Cell.Bytes _ -> true;
                };
        require(whole, "the text has half a character");
        require(cell.bytes() <= limits.cellBytes(), "a cell is too large");
        return cell.bytes();
    }

    private int check(Table table, Filter filter, int depth) {
        require(depth <= limits.filterDepth(), "the filter is too deep");
        return switch (filter) {
            case Filter.And(List<Filter> filters) -> checkAll(table, filters, depth);
            case Filter.Or(List<Filter> filters) -> checkAll(table, filters, depth);
            case Filter.Not(Filter inner) -> 1 + check(table, inner, depth + 1);
            case Filter.Compare(Field field, _, Cell value) -> checkValues(table, field, value);
            case Filter.In(Field field, List<Cell> values) ->
                    1 + checkValues(table, field, values.toArray(Cell[]::new));
            case Filter.Prefix(Field field, String text) ->
                    checkValues(table, field, Cell.of(text));
            case Filter.Contains(Field field, String text) ->
                    checkValues(table, field, Cell.of(text));
            case Filter.Like(Field field, String pattern) ->
                    checkValues(table, field, Cell.of(pattern));
            case Filter.Absent(Field field) -> {
                requireField(table, field);
                yield 1;
            }
        };
    }

    private int checkAll(Table table, List<Filter> filters, int depth) {
        long nodes = 1;
        for (Filter filter : filters) {
            nodes += check(table, filter, depth + 1);
            require(nodes <= limits.filterNodes(), "the filter is too large");
        }
        return (int) nodes;
    }

    private int checkValues(Table table, Field field, Cell... values) {
        requireValue(table, field);
        for (Cell value : values) {
            check(value);
        }
        return values.length;
    }

    private void check(Table table, List<Sort> order, Position after) {
        if (after.values().size() != order.size()) {
            throw new PositionException();
        }
        for (int i = 0; i < order.size(); i++) {
            if (!fits(table, order.get(i).field(), after.values().get(i))) {
                throw new PositionException();
            }
        }
    }

    private static boolean fits(Table table, Field field, Cell value) {
        if (value instanceof Cell.Text(String text) && !UnicodeText.whole(text)) {
            return false;
        }
        return switch (field) {
            case Field.Path _ -> !(value instanceof Cell.Json || value instanceof Cell.Bytes);
            case Field.Plain(String name) -> {
                Column column = table.column(name);
                yield value instanceof Cell.Null
                        ? column.presence() == Presence.OPTIONAL
                        : column.kind().holds(value);
            }
        };
    }

    private void checkRows(int rows) {
        require(rows > 0 && rows <= limits.pageRows(), "a page has no such size");
    }

    private static void requireLevels(int levels) {
        require(levels <= TableLimits.LEVELS_MAX, "too many fields");
    }

    private static void requireValue(Table table, Field field) {
        requireField(table, field);
        require(
                field instanceof Field.Path || table.column(field.column()).kind() != Kind.JSON,
                field.column() + " has no one value");
    }

    private static void requireField(Table table, Field field) {
        Column column = table.column(field.column());
        require(
                field instanceof Field.Plain || column.kind() == Kind.JSON,
                field.column() + " is not a JSON column");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
