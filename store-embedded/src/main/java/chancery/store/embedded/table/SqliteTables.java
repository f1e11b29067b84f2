package chancery.store.embedded.table;

import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;
import chancery.store.StoreOpenException;
import chancery.store.embedded.pool.Pool;
import chancery.store.table.Grouping;
import chancery.store.table.Page;
import chancery.store.table.Query;
import chancery.store.table.RawAnswer;
import chancery.store.table.RawSql;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Schema;
import chancery.store.table.Search;
import chancery.store.table.SlowReadException;
import chancery.store.table.Table;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.TableRules;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Tables in one SQLite file: batches one after the other on one connection, reads beside them on
/// a few others. An error of SQLite that is nobody's question ends as `IllegalStateException`; when
/// it says that the file is damaged, the next open begins with an empty one.
public final class SqliteTables implements Tables, RawSql {
    private final Schema schema;
    private final TableLimits limits;
    private final TableOptions options;
    private final TableRules rules;
    private final TableFile file;
    private final ReentrantLock writing = new ReentrantLock();
    private final Session writer;
    private final Pool<Session> readers;
    private final Pool<RawQueries> rawReaders;
    private final Pool<Session> tidiers;
    private boolean closed;

    private SqliteTables(Schema schema, TableLimits limits, TableOptions options, TableFile file) {
        this.schema = schema;
        this.limits = limits;
        this.options = options;
        this.rules = new TableRules(schema, limits);
        this.file = file;
        this.writer = file.open();
        this.readers = new Pool<>(options.readers(), options.patience());
        this.rawReaders = new Pool<>(options.rawReaders(), options.patience());
        this.tidiers = new Pool<>(1, options.patience());
    }

    /// Opens the file of a schema, made when there is none that fits.
    ///
    /// @param nanoTime for the time that a read may take
    /// @throws StoreOpenException when the file can neither be used nor made
    public static SqliteTables open(
            Path path,
            Schema schema,
            TableLimits limits,
            TableOptions options,
            LongSupplier nanoTime) {
        TableFile file = new TableFile(path, schema, options, nanoTime);
        SqliteTables tables = new SqliteTables(schema, limits, options, file);
        try {
            tables.readers.fill(file::reader);
            tables.rawReaders.fill(() -> RawQueries.on(file.reader(), schema, limits.raw()));
            tables.tidiers.fill(file::tidier);
            return tables;
        } catch (SQLException e) {
            tables.close();
            throw new StoreOpenException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Applied apply(TableBatch batch) {
        rules.check(batch);
        return write(session -> changes(session).apply(batch));
    }

    @Override
    public OptionalLong cursor(String name) {
        rules.checkCursor(name);
        return read(session -> Changes.cursor(session, name));
    }

    @Override
    public Optional<Row> get(String table, RowKey key) {
        Table definition = schema.table(table);
        rules.check(definition, key);
        return read(session -> new Lists(session, schema, limits).get(definition, key));
    }

    @Override
    public Page list(Query query) {
        rules.check(query);
        return read(session -> new Lists(session, schema, limits).list(query));
    }

    @Override
    public List<Row> search(Search search) {
        rules.check(search);
        return read(session -> new Searches(session, schema, limits).search(search));
    }

    @Override
    public List<Grouping.Group> aggregate(Grouping grouping) {
        rules.check(grouping);
        return read(session -> new Groupings(session, schema).aggregate(grouping));
    }

    @Override
    public RawAnswer query(String sql, List<Cell> parameters) {
        RawQueries raw = rawReaders.take();
        try {
            return raw.query(sql, parameters);
        } catch (SQLException e) {
            throw broken(e);
        } finally {
            rawReaders.give(raw);
        }
    }

    /// Empties the write-ahead log when it has grown, beside readers and batches. Who calls this
    /// every second keeps a batch from having to do it, which takes tens of milliseconds.
    public void tidy() {
        Session tidier = tidiers.take();
        try {
            tidier.shortenLog();
        } catch (SQLException e) {
            throw broken(e);
        } finally {
            tidiers.give(tidier);
        }
    }

    @Override
    public void clear() {
        write(session -> changes(session).clear());
    }

    @Override
    public void close() {
        try {
            tidiers.close();
            rawReaders.close();
            readers.close();
            writing.lock();
            try {
                closed = true;
                writer.close();
            } finally {
                writing.unlock();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables do not close", e);
        }
    }

    private Changes changes(Session session) {
        return new Changes(session, schema, limits, options.backlog());
    }

    private <T> T read(Work<T> work) {
        Session session = readers.take();
        session.begin(limits.readTime());
        try {
            return work.on(session);
        } catch (SQLException e) {
            if (Damage.interrupted(e)) {
                throw new SlowReadException();
            }
            throw broken(e);
        } finally {
            session.finish();
            readers.give(session);
        }
    }

    private <T> T write(Work<T> work) {
        enter();
        try {
            return work.on(writer);
        } catch (SQLException e) {
            throw broken(e);
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

    private IllegalStateException broken(SQLException e) {
        if (Damage.of(e)) {
            try {
                file.damaged();
            } catch (IOException marking) {
                e.addSuppressed(marking);
            }
        }
        return new IllegalStateException(
                "the tables of " + schema.name() + " failed: " + e.getMessage(), e);
    }

    /// What is done on a connection.
    @FunctionalInterface
    private interface Work<T> {
        T on(Session session) throws SQLException;
    }
}
