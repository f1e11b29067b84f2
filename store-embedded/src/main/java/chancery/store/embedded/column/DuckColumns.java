package chancery.store.embedded.column;

import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;
import chancery.store.column.Column;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnRules;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.ColumnsBrokenException;
import chancery.store.embedded.pool.Pool;

import org.duckdb.DuckDBConnection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Wide tables in one file: batches one after the other on one connection, reads beside them on a
/// few others.
final class DuckColumns implements Columns {
    private final ColumnLimits limits;
    private final ColumnOptions options;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Session writer;
    private final Commits commits = new Commits();
    private final Pool<Session> readers;
    private final Map<String, DuckTable> tables = new HashMap<>();
    private boolean closed;

    DuckColumns(DuckFile file, ColumnLimits limits, ColumnOptions options, LongSupplier nanoTime) {
        this.limits = limits;
        this.options = options;
        this.readers = new Pool<>(options.readers(), options.patience());
        DuckDBConnection first = opened(file);
        this.writer = new Session(first, nanoTime);
        try {
            Cursors.create(writer);
            writer.run("CREATE TEMP TABLE " + Names.DROPPED_TABLE + "(" + Names.ROW + " BIGINT)");
            readers.fill(() -> new Session(first.duplicate(), nanoTime));
            readTables();
        } catch (SQLException | IllegalStateException e) {
            throw unusable(file, e);
        }
    }

    private static DuckDBConnection opened(DuckFile file) {
        try {
            return file.open();
        } catch (SQLException e) {
            throw new ColumnsBrokenException("cannot open " + file.path(), e);
        }
    }

    /// Lets go of a file that was opened in vain.
    private ColumnsBrokenException unusable(DuckFile file, Exception why) {
        ColumnsBrokenException broken =
                new ColumnsBrokenException("cannot use " + file.path(), why);
        try {
            readers.close();
            writer.close();
        } catch (SQLException e) {
            broken.addSuppressed(e);
        }
        return broken;
    }

    /// The tables that the file has.
    private void readTables() throws SQLException {
        Map<String, List<Column>> found = new HashMap<>();
        Sql sql =
                new Sql("SELECT table_name,column_name,data_type FROM duckdb_columns() ")
                        .add("WHERE NOT internal AND database_name=current_database() ")
                        .add("ORDER BY table_name,column_index");
        for (String[] line :
                writer.ask(
                        sql,
                        row ->
                                new String[] {
                                    row.getString(1), row.getString(2), row.getString(3)
                                })) {
            if (Names.isTable(line[0])) {
                List<Column> columns = found.computeIfAbsent(line[0], _ -> new ArrayList<>());
                if (!Names.ROW.equals('"' + line[1] + '"')) {
                    columns.add(Names.column(line[1], line[2]));
                }
            }
        }
        found.forEach(
                (table, columns) ->
                        tables.put(
                                Names.given(table),
                                new DuckTable(this, table, new ColumnRules(columns, limits))));
    }

    @Override
    public ColumnTable open(String name, List<Column> columns) {
        Column.requireName(name);
        ColumnRules wanted = new ColumnRules(columns, limits);
        writing.lock();
        try {
            DuckTable known = tables.get(name);
            if (known != null && !fits(known.columns(), columns)) {
                drop(name);
                known = null;
            }
            if (known != null) {
                known.widen(columns);
                return known;
            }
            return create(name, wanted);
        } finally {
            writing.unlock();
        }
    }

    private DuckTable create(String name, ColumnRules rules) {
        StringBuilder sql = new StringBuilder("CREATE TABLE ");
        sql.append(Names.table(name)).append('(').append(Names.ROW).append(" BIGINT");
        for (Column column : rules.columns()) {
            sql.append(',').append(Names.column(column.name())).append(' ');
            sql.append(Names.type(column));
        }
        write(session -> session.run(sql.append(')').toString()));
        DuckTable table = new DuckTable(this, Names.plainTable(name), rules);
        tables.put(name, table);
        return table;
    }

    private static boolean fits(List<Column> ours, List<Column> wanted) {
        Map<String, Column> byName = new HashMap<>();
        ours.forEach(column -> byName.put(column.name(), column));
        return wanted.stream()
                .allMatch(column -> column.equals(byName.getOrDefault(column.name(), column)));
    }

    @Override
    public void drop(String name) {
        writing.lock();
        try {
            if (tables.remove(name) != null) {
                write(
                        session -> {
                            session.run("DROP TABLE " + Names.table(name));
                            Cursors.remove(session, Names.plainTable(name));
                        });
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Set<String> names() {
        writing.lock();
        try {
            return Set.copyOf(tables.keySet());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        try {
            readers.close();
            writing.lock();
            try {
                if (!closed) {
                    closed = true;
                    writer.close();
                }
            } finally {
                writing.unlock();
            }
        } catch (SQLException e) {
            throw new ColumnsBrokenException("the wide tables do not close", e);
        }
    }

    /// Questions of one moment; they are asked again when it was over before all were answered.
    <T> T read(Function<Session, T> questions) {
        Session session = readers.take();
        try {
            session.begin(limits.readTime());
            Optional<Commits.Moment> moment = commits.moment();
            return moment.isPresent()
                    ? within(moment.get(), session, questions)
                    : together(session, questions);
        } finally {
            session.finish();
            readers.give(session);
        }
    }

    /// Questions one by one.
    private static <T> T within(
            Commits.Moment moment, Session session, Function<Session, T> questions) {
        try {
            session.within(moment);
            return questions.apply(session);
        } catch (MomentOverException _) {
            return together(session, questions);
        }
    }

    /// Questions in one transaction.
    private static <T> T together(Session session, Function<Session, T> questions) {
        try {
            session.holdMoment();
            try {
                return questions.apply(session);
            } finally {
                session.run("ROLLBACK");
            }
        } catch (SQLException e) {
            throw new ColumnsBrokenException("the wide tables cannot be read", e);
        }
    }

    /// Changes in one transaction.
    void write(Change change) {
        enter();
        try {
            writer.run("BEGIN");
            boolean done = false;
            try {
                change.on(writer);
                done = true;
            } finally {
                String end = done ? "COMMIT" : "ROLLBACK";
                commits.commit(() -> writer.run(end));
            }
        } catch (SQLException e) {
            if (Failure.of(e) == Failure.MEMORY) {
                throw new StoreBusyException("no memory for a batch");
            }
            throw new ColumnsBrokenException("the wide tables cannot be written", e);
        } finally {
            writing.unlock();
        }
    }

    /// Writes the log back into the file, which merges blocks of which a quarter is dropped.
    /// Where somebody reads an older moment, the engine may leave it for the next time.
    ///
    /// @return whether it was done
    boolean writeBack() {
        enter();
        try {
            writer.run("CHECKPOINT");
            return true;
        } catch (SQLException e) {
            if (Failure.of(e) == Failure.OTHERS) {
                return false;
            }
            throw new ColumnsBrokenException("the wide tables cannot be written back", e);
        } finally {
            writing.unlock();
        }
    }

    private void enter() {
        try {
            if (!writing.tryLock(options.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreBusyException("too many batches at a time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoreBusyException("interrupted while waiting to write");
        }
        if (closed) {
            writing.unlock();
            throw new StoreClosedException();
        }
    }

    /// What is changed on the connection that writes.
    @FunctionalInterface
    interface Change {
        void on(Session session) throws SQLException;
    }
}
