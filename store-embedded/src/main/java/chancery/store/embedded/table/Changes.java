package chancery.store.embedded.table;

import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.RowKey;
import chancery.store.table.Schema;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.TableBatch;
import chancery.store.table.TableBatch.Change;
import chancery.store.table.TableLimits;
import chancery.store.table.Tables.Applied;
import chancery.store.table.value.Cell;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// One batch on the connection that writes.
final class Changes {
    private final Session session;
    private final Schema schema;
    private final TableLimits limits;
    private final int backlogKept;

    /// @param backlogKept rows that a search index may be behind
    Changes(Session session, Schema schema, TableLimits limits, int backlogKept) {
        this.session = session;
        this.schema = schema;
        this.limits = limits;
        this.backlogKept = backlogKept;
    }

    /// Writes a batch in a transaction of its own.
    Applied apply(TableBatch batch) throws SQLException {
        return whole(() -> applyHere(batch));
    }

    /// Deletes all rows and cursors.
    Applied clear() throws SQLException {
        return whole(this::clearHere);
    }

    private Applied whole(Step step) throws SQLException {
        session.run("BEGIN IMMEDIATE");
        try {
            Applied applied = step.run();
            session.run("COMMIT");
            return applied;
        } catch (SQLException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    /// Takes a transaction back; SQLite may have done it already.
    private void undo(Exception because) {
        try {
            session.run("ROLLBACK");
        } catch (SQLException undoing) {
            because.addSuppressed(undoing);
        }
    }

    private Applied clearHere() throws SQLException {
        for (Table table : schema.tables()) {
            delete(table, Filter.all());
        }
        session.run("DELETE FROM " + Names.CURSORS);
        return Applied.APPLIED;
    }

    /// Where a cursor stands, as a connection sees it.
    static OptionalLong cursor(Session session, String name) throws SQLException {
        Sql sql = new Sql("SELECT position FROM " + Names.CURSORS + " WHERE name=").bind(name);
        try (ResultSet rows = sql.on(session).executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private Applied applyHere(TableBatch batch) throws SQLException {
        Optional<TableBatch.Reached> reached = batch.reached();
        if (reached.isPresent()) {
            OptionalLong stands = cursor(session, reached.get().cursor());
            if (stands.isPresent() && stands.getAsLong() >= reached.get().position()) {
                return Applied.KNOWN;
            }
            reach(reached.get());
        }
        for (Change change : batch.changes()) {
            apply(change);
        }
        for (Table table : schema.tables()) {
            if (table.search().isPresent()) {
                backlog(table).shorten(backlogKept);
            }
        }
        return Applied.APPLIED;
    }

    private void reach(TableBatch.Reached reached) throws SQLException {
        Sql sql = new Sql("INSERT INTO " + Names.CURSORS + " VALUES(").bind(reached.cursor());
        sql.add(",", reached.position());
        sql.add(") ON CONFLICT(name) DO UPDATE SET position=excluded.position");
        sql.on(session).executeUpdate();
    }

    private void apply(Change change) throws SQLException {
        Table table = schema.table(change.table());
        switch (change) {
            case Change.Upsert(_, List<Cell> cells) -> upsert(table, cells);
            case Change.Delete(_, RowKey key) -> delete(table, key);
            case Change.DeleteWhere(_, Filter where) -> delete(table, where);
        }
    }

    private void upsert(Table table, List<Cell> cells) throws SQLException {
        PreparedStatement statement = session.prepare(upsertText(table));
        for (int i = 0; i < cells.size(); i++) {
            statement.setObject(i + 1, bound(table.columns().get(i), cells.get(i)));
        }
        statement.executeUpdate();
    }

    private void delete(Table table, RowKey key) throws SQLException {
        Sql sql = new Sql("DELETE FROM " + Names.table(table) + " WHERE ");
        Conditions.write(table, keyed(table, key), sql);
        sql.on(session).executeUpdate();
    }

    private static String upsertText(Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        String marks = names.stream().map(_ -> "?").collect(Collectors.joining(","));
        String others =
                names.stream()
                        .filter(name -> !table.key().contains(name))
                        .map(Names::column)
                        .map(name -> name + "=excluded." + name)
                        .collect(Collectors.joining(","));
        String key = Names.columns(table.key());
        String same = Names.column(table.key().getFirst());
        return "INSERT INTO %s (%s) VALUES(%s) ON CONFLICT(%s) DO UPDATE SET %s"
                .formatted(
                        Names.table(table),
                        Names.columns(names),
                        marks,
                        key,
                        others.isEmpty() ? same + "=excluded." + same : others);
    }

    private void delete(Table table, Filter where) throws SQLException {
        Sql sql = new Sql("DELETE FROM " + Names.table(table) + " WHERE ");
        Conditions.write(table, where, sql);
        sql.on(session).executeUpdate();
        if (table.search().isPresent()) {
            backlog(table).forgetWhenEmpty();
        }
    }

    private TrigramBacklog backlog(Table table) {
        return new TrigramBacklog(session, table, limits.searchUnits());
    }

    /// A key as a filter.
    static Filter keyed(Table table, RowKey key) {
        Filter[] parts = new Filter[key.cells().size()];
        for (int i = 0; i < parts.length; i++) {
            Field column = Field.of(table.key().get(i));
            parts[i] = Filter.compare(column, Filter.Op.EQ, key.cells().get(i));
        }
        return Filter.and(parts);
    }

    private static @Nullable Object bound(Column column, Cell cell) {
        return Expressions.bound(Field.of(column.name()), cell);
    }

    /// What is done in a transaction.
    @FunctionalInterface
    private interface Step {
        Applied run() throws SQLException;
    }
}
