package chancery.store.embedded.table;

import chancery.store.embedded.pool.Pool;

import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/// One connection to a file: its statements, kept while they are used, and the time until which it
/// may work. For one thread at a time.
final class Session implements Pool.Connection {
    /// Pages that may wait in the write-ahead log: 8 MB.
    static final int LOG_PAGES_MAX = 2_000;

    private static final int STATEMENTS_MAX = 100;
    private static final int OPERATIONS_PER_LOOK = 2_000;

    private final SQLiteConnection connection;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<String, PreparedStatement> statements =
            new LinkedHashMap<>(16, 0.75f, true);
    private boolean timed;
    private long end;

    private Session(SQLiteConnection connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
    }

    /// A connection that writes; makes the file when there is none.
    static Session writer(Path file, TableOptions options, LongSupplier nanoTime)
            throws SQLException {
        Session session = open(file, new SQLiteConfig(), options, nanoTime);
        session.run("PRAGMA journal_mode=WAL");
        session.run("PRAGMA synchronous=NORMAL");
        session.run("PRAGMA wal_autocheckpoint=40000");
        session.run("PRAGMA journal_size_limit=67108864");
        return session;
    }

    /// A connection that empties the write-ahead log beside the one that writes.
    static Session tidier(Path file, TableOptions options, LongSupplier nanoTime)
            throws SQLException {
        return open(file, new SQLiteConfig(), options, nanoTime);
    }

    /// A connection that reads.
    static Session reader(Path file, TableOptions options, LongSupplier nanoTime)
            throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Session session = open(file, config, options, nanoTime);
        session.run("PRAGMA query_only=1");
        return session;
    }

    private static Session open(
            Path file, SQLiteConfig config, TableOptions options, LongSupplier nanoTime)
            throws SQLException {
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Session session = new Session((SQLiteConnection) connection, nanoTime);
        try {
            session.run("PRAGMA busy_timeout=" + options.patience().toMillis());
            session.run("PRAGMA cache_size=-" + options.cacheKilobytes());
            session.run("PRAGMA mmap_size=" + options.mappedBytes());
            session.run("PRAGMA trusted_schema=0");
            Functions.register(connection);
            ProgressHandler.setHandler(connection, OPERATIONS_PER_LOOK, session.new Watch());
            return session;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    SQLiteConnection connection() {
        return connection;
    }

    /// A statement for this text; it is used to its end before the same is asked for again.
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement fresh = connection.prepareStatement(sql);
        statements.put(sql, fresh);
        if (statements.size() > STATEMENTS_MAX) {
            statements.pollFirstEntry().getValue().close();
        }
        return fresh;
    }

    /// Whether a statement for this text is kept.
    boolean keeps(String sql) {
        return statements.containsKey(sql);
    }

    /// Runs a statement without parameters or answer.
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Writes what waits in the write-ahead log into the file when it is much, as far as nobody
    /// reads an older state.
    void shortenLog() throws SQLException {
        if (waitingInLog("NOOP") > LOG_PAGES_MAX) {
            waitingInLog("PASSIVE");
        }
    }

    /// Pages that wait in the log after a checkpoint of this kind.
    private int waitingInLog(String kind) throws SQLException {
        PreparedStatement statement = prepare("PRAGMA wal_checkpoint(" + kind + ")");
        try (ResultSet row = statement.executeQuery()) {
            return row.getInt(2) - row.getInt(3);
        }
    }

    /// From now on, work past this time is interrupted.
    void begin(Duration time) {
        end = nanoTime.getAsLong() + time.toNanos();
        timed = true;
    }

    void finish() {
        timed = false;
    }

    /// Whether the time is over.
    boolean late() {
        return timed && nanoTime.getAsLong() - end > 0;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private final class Watch extends ProgressHandler {
        @Override
        protected int progress() {
            return late() ? 1 : 0;
        }
    }
}
