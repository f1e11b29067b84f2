package chancery.store.embedded.column;

import chancery.store.embedded.pool.Pool;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// One connection, the time until which it may work and the moment that it may see. For one thread
/// at a time.
final class Session implements Pool.Connection {
    private static final String OWN = "temp";
    private static final String SCHEMA = "main";
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final DuckDBConnection connection;
    private final LongSupplier nanoTime;
    private final KeptStatements kept;
    private Optional<Commits.Moment> moment = Optional.empty();
    private int asked;
    private boolean timed;
    private long end;

    Session(DuckDBConnection connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
        this.kept = new KeptStatements(connection);
    }

    /// From now on, questions past this time are interrupted.
    void begin(Duration time) {
        end = nanoTime.getAsLong() + time.toNanos();
        timed = true;
    }

    /// From now on, all questions but the first throw [MomentOverException] when this moment is
    /// over.
    void within(Commits.Moment seen) {
        moment = Optional.of(seen);
        asked = 0;
    }

    /// From now on, and until a rollback, all questions see what the first of them sees.
    void holdMoment() throws SQLException {
        moment = Optional.empty();
        run("BEGIN");
    }

    void finish() {
        timed = false;
        moment = Optional.empty();
    }

    /// Runs a statement without parameters or answer.
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Changes rows and says how many.
    long change(Sql sql) throws SQLException {
        return with(
                sql,
                statement -> {
                    sql.bindTo(statement);
                    return statement.executeLargeUpdate();
                });
    }

    /// The rows that a question answers, each made into something.
    <T> List<T> ask(Sql sql, Line<T> line) throws SQLException {
        try {
            List<T> answers = answers(sql, line);
            requireMoment();
            return answers;
        } catch (SQLException e) {
            requireMoment();
            throw e;
        }
    }

    /// Whoever asks for the first time has the moment that it sees.
    private void requireMoment() {
        asked++;
        if (asked > 1 && moment.filter(Commits.Moment::over).isPresent()) {
            throw new MomentOverException();
        }
    }

    private <T> List<T> answers(Sql sql, Line<T> line) throws SQLException {
        return with(
                sql,
                statement -> {
                    sql.bindTo(statement);
                    limit(statement);
                    List<T> answers = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            answers.add(line.of(rows));
                        }
                    }
                    return answers;
                });
    }

    private <T> T with(Sql sql, Work<T> work) throws SQLException {
        PreparedStatement statement = kept.take(sql.text());
        boolean done = false;
        try {
            T answer = work.on(statement);
            done = true;
            return answer;
        } finally {
            kept.give(sql.text(), statement, done);
        }
    }

    /// Appends to a table of the file.
    DuckDBAppender appender(String table) throws SQLException {
        return connection.createAppender(SCHEMA, table);
    }

    /// Appends to a table of this connection.
    DuckDBAppender ownAppender(String table) throws SQLException {
        return connection.createAppender(OWN, SCHEMA, table);
    }

    @Override
    public void close() throws SQLException {
        kept.close();
        connection.close();
    }

    /// The engine counts in seconds: what is left is rounded up.
    private void limit(PreparedStatement statement) throws SQLException {
        if (!timed) {
            return;
        }
        long left = end - nanoTime.getAsLong();
        if (left <= 0) {
            throw new SQLTimeoutException("INTERRUPT Error: the time was over before");
        }
        statement.setQueryTimeout((int) ((left + SECOND_NANOS - 1) / SECOND_NANOS));
    }

    /// Makes something of the row that a result stands at.
    @FunctionalInterface
    interface Line<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// What is done with a statement.
    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
