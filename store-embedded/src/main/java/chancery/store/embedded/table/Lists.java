package chancery.store.embedded.table;

import chancery.store.table.Field;
import chancery.store.table.Page;
import chancery.store.table.Position;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Schema;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Cell;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Single rows and pages, read on one connection.
final class Lists {
    private final Session session;
    private final Schema schema;
    private final TableLimits limits;

    Lists(Session session, Schema schema, TableLimits limits) {
        this.session = session;
        this.schema = schema;
        this.limits = limits;
    }

    Optional<Row> get(Table table, RowKey key) throws SQLException {
        Sql sql = select(table, "");
        Conditions.write(table, Changes.keyed(table, key), sql);
        try (ResultSet rows = sql.on(session).executeQuery()) {
            return rows.next() ? Optional.of(row(table, rows).row()) : Optional.empty();
        }
    }

    Page list(Query query) throws SQLException {
        Table table = schema.table(query.table());
        List<Sort> order = query.order(table);
        try (ResultSet rows = statement(query).on(session).executeQuery()) {
            return page(query, table, order, rows);
        }
    }

    /// The statement for a list: a row more than asked for, each with the values of its position.
    Sql statement(Query query) {
        Table table = schema.table(query.table());
        List<Sort> order = query.order(table);
        String values =
                order.stream()
                        .map(level -> "," + Expressions.value(level.field()))
                        .collect(Collectors.joining());
        Sql sql = select(table, values);
        Conditions.write(table, query.where(), sql);
        if (query.after().isPresent()) {
            sql.add(" AND ");
            Continuation.write(table, order, query.after().get(), sql);
        }
        sql.add(" ORDER BY ");
        sql.add(order.stream().map(Definitions::part).collect(Collectors.joining(",")));
        return sql.add(" LIMIT ", query.limit() + 1L);
    }

    private Page page(Query query, Table table, List<Sort> order, ResultSet rows)
            throws SQLException {
        List<Row> found = new ArrayList<>();
        long bytes = 0;
        while (rows.next()) {
            Sized sized = row(table, rows);
            found.add(sized.row());
            bytes += sized.bytes();
            if (found.size() == query.limit() || bytes >= limits.pageBytes()) {
                Position here = position(table, order, rows);
                return new Page(found, rows.next() ? Optional.of(here) : Optional.empty());
            }
        }
        return new Page(found, Optional.empty());
    }

    private static Sql select(Table table, String more) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        return new Sql("SELECT " + Names.columns(names) + more)
                .add(" FROM " + Names.table(table) + " WHERE ");
    }

    private static Sized row(Table table, ResultSet rows) throws SQLException {
        List<Cell> cells = new ArrayList<>(table.columns().size());
        long bytes = 0;
        for (Column column : table.columns()) {
            Cell cell = Expressions.read(rows, cells.size() + 1, column.kind());
            cells.add(cell);
            bytes += cell.bytes();
        }
        return new Sized(new Row(table, cells), bytes);
    }

    private static Position position(Table table, List<Sort> order, ResultSet rows)
            throws SQLException {
        List<Cell> values = new ArrayList<>(order.size());
        for (Sort level : order) {
            Field field = level.field();
            int place = table.columns().size() + values.size() + 1;
            values.add(Expressions.read(rows, place, table, field));
        }
        return new Position(values);
    }

    private record Sized(Row row, long bytes) {}
}
