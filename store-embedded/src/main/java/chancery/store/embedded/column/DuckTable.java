package chancery.store.embedded.column;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnReader;
import chancery.store.column.ColumnRules;
import chancery.store.column.ColumnTable;

import org.duckdb.DuckDBAppender;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// One table of [DuckColumns].
final class DuckTable implements ColumnTable {
    /// Up to so many rows are looked for one by one: for a few that is quicker than a join.
    private static final int DROPPED_ALONE_MAX = 8;

    private final DuckColumns engine;
    private final String table;
    private final Crowds crowds = new Crowds();
    private volatile ColumnRules rules;

    /// @param table its name without quotes
    DuckTable(DuckColumns engine, String table, ColumnRules rules) {
        this.engine = engine;
        this.table = table;
        this.rules = rules;
    }

    @Override
    public List<Column> columns() {
        return rules.columns();
    }

    @Override
    public void widen(List<Column> columns) {
        engine.write(session -> widen(session, columns));
    }

    /// Adds columns behind the ones there are, which is the order that rows are appended in.
    void widen(Session session, List<Column> columns) throws SQLException {
        ColumnRules known = rules;
        ColumnRules wide = known.with(columns);
        for (Column column :
                wide.columns().subList(known.columns().size(), wide.columns().size())) {
            session.run(
                    "ALTER TABLE \""
                            + table
                            + "\" ADD COLUMN "
                            + Names.column(column.name())
                            + " "
                            + Names.type(column));
        }
        rules = wide;
    }

    @Override
    public void apply(ColumnBatch batch) {
        rules.check(batch);
        engine.write(
                session -> {
                    drop(session, batch.dropped());
                    if (batch.appended().count() > 0) {
                        Appending.append(session, table, rules.columns(), batch);
                    }
                    Cursors.set(session, table, batch.cursor());
                });
    }

    private void drop(Session session, List<Long> rows) throws SQLException {
        String start = "DELETE FROM \"" + table + "\" WHERE " + Names.ROW;
        if (rows.size() <= DROPPED_ALONE_MAX) {
            for (long row : rows) {
                session.change(new Sql(start + "=").bind(row));
            }
            return;
        }
        try (DuckDBAppender appender = session.ownAppender(Names.DROPPED)) {
            for (long row : rows) {
                appender.beginRow().append(row).endRow();
            }
        }
        session.run(start + " IN (SELECT " + Names.ROW + " FROM " + Names.DROPPED_TABLE + ")");
        session.run("DELETE FROM " + Names.DROPPED_TABLE);
    }

    @Override
    public OptionalLong cursor() {
        return read(ColumnReader::cursor);
    }

    @Override
    public <T> T read(Function<ColumnReader, T> questions) {
        return engine.read(
                session -> questions.apply(new DuckReader(session, table, rules, crowds)));
    }

    @Override
    public boolean compact() {
        return engine.writeBack();
    }
}
