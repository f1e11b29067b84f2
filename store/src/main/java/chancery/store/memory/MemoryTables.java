package chancery.store.memory;

import chancery.store.Reader.Direction;
import chancery.store.StoreClosedException;
import chancery.store.table.Filter;
import chancery.store.table.Grouping;
import chancery.store.table.Page;
import chancery.store.table.Position;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Schema;
import chancery.store.table.Search;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.TableBatch;
import chancery.store.table.TableBatch.Change;
import chancery.store.table.TableLimits;
import chancery.store.table.TableRules;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;
import chancery.store.table.value.CellOrder;
import chancery.store.table.value.SearchHits;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Tables in memory: rows by key under one lock, and every read a walk over all of them.
public final class MemoryTables implements Tables {
    private final Schema schema;
    private final TableLimits limits;
    private final TableRules rules;
    private final Map<String, NavigableMap<List<Cell>, Row>> rows = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private boolean closed;

    /// The limits of a server.
    public MemoryTables(Schema schema) {
        this(schema, TableLimits.DEFAULT);
    }

    public MemoryTables(Schema schema, TableLimits limits) {
        this.schema = schema;
        this.limits = limits;
        this.rules = new TableRules(schema, limits);
    }

    @Override
    public synchronized Applied apply(TableBatch batch) {
        requireOpen();
        rules.check(batch);
        Optional<TableBatch.Reached> reached = batch.reached();
        if (reached.isPresent()) {
            Long stands = cursors.get(reached.get().cursor());
            if (stands != null && stands >= reached.get().position()) {
                return Applied.KNOWN;
            }
        }
        batch.changes().forEach(this::apply);
        reached.ifPresent(r -> cursors.put(r.cursor(), r.position()));
        return Applied.APPLIED;
    }

    @Override
    public synchronized OptionalLong cursor(String name) {
        requireOpen();
        rules.checkCursor(name);
        Long position = cursors.get(name);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    @Override
    public synchronized Optional<Row> get(String table, RowKey key) {
        requireOpen();
        rules.check(schema.table(table), key);
        return Optional.ofNullable(rows(table).get(key.cells()));
    }

    @Override
    public synchronized Page list(Query query) {
        requireOpen();
        rules.check(query);
        List<Sort> order = query.order(schema.table(query.table()));
        List<Row> sorted =
                passing(query.table(), query.where())
                        .filter(row -> query.after().map(p -> past(order, row, p)).orElse(true))
                        .sorted((a, b) -> compare(order, position(order, a), position(order, b)))
                        .toList();
        int end = end(sorted, query.limit());
        Optional<Position> next =
                end < sorted.size()
                        ? Optional.of(position(order, sorted.get(end - 1)))
                        : Optional.empty();
        return new Page(sorted.subList(0, end), next);
    }

    @Override
    public synchronized List<Row> search(Search search) {
        requireOpen();
        rules.check(search);
        SearchHits hits = new SearchHits(search.text(), limits.searchUnits(), search.limit());
        Table table = schema.table(search.table());
        passing(search.table(), search.where())
                .forEach(
                        row -> {
                            if (FieldReader.value(row, search.field())
                                            instanceof Cell.Text(String text)
                                    && hits.hit(text)) {
                                hits.offer(text, key(table, row.cells()));
                            }
                        });
        return hits.keys().stream().map(key -> rows(search.table()).get(key)).toList();
    }

    @Override
    public synchronized List<Grouping.Group> aggregate(Grouping grouping) {
        requireOpen();
        rules.check(grouping);
        return Groups.of(grouping, passing(grouping.table(), grouping.where()));
    }

    @Override
    public synchronized void clear() {
        requireOpen();
        rows.clear();
        cursors.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void apply(Change change) {
        Table table = schema.table(change.table());
        NavigableMap<List<Cell>, Row> held = rows(table.name());
        switch (change) {
            case Change.Upsert(_, List<Cell> cells) ->
                    held.put(key(table, cells), new Row(table, cells));
            case Change.Delete(_, RowKey key) -> held.remove(key.cells());
            case Change.DeleteWhere(_, Filter where) ->
                    held.values().removeIf(row -> Passing.test(row, where));
        }
    }

    private Stream<Row> passing(String table, Filter where) {
        return rows(table).values().stream().filter(row -> Passing.test(row, where));
    }

    private NavigableMap<List<Cell>, Row> rows(String table) {
        return rows.computeIfAbsent(
                schema.table(table).name(), _ -> new TreeMap<>(CellOrder.LISTS));
    }

    /// How many rows fill the page: as many as asked for, or those that reach its bytes.
    private int end(List<Row> sorted, int limit) {
        int end = 0;
        long bytes = 0;
        while (end < Math.min(limit, sorted.size()) && bytes < limits.pageBytes()) {
            bytes += bytes(sorted.get(end++));
        }
        return end;
    }

    private static long bytes(Row row) {
        return row.cells().stream().mapToLong(Cell::bytes).sum();
    }

    private static List<Cell> key(Table table, List<Cell> cells) {
        return table.key().stream().map(column -> cells.get(table.place(column))).toList();
    }

    private static boolean past(List<Sort> order, Row row, Position after) {
        return compare(order, position(order, row), after) > 0;
    }

    private static Position position(List<Sort> order, Row row) {
        return new Position(
                order.stream().map(level -> FieldReader.value(row, level.field())).toList());
    }

    private static int compare(List<Sort> order, Position a, Position b) {
        for (int i = 0; i < order.size(); i++) {
            Comparator<Cell> cells =
                    order.get(i).direction() == Direction.ASCENDING
                            ? CellOrder::compare
                            : (x, y) -> CellOrder.compare(y, x);
            int result = cells.compare(a.values().get(i), b.values().get(i));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreClosedException();
        }
    }
}
