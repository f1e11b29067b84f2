package chancery.store.embedded.table;

import chancery.store.StoreOpenException;
import chancery.store.table.Schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/// The file of a schema: opened as it is when it was made for this schema, made anew otherwise.
final class TableFile {
    /// Raised when the same schema is kept in another way.
    static final int FORMAT = 2;

    private final Path file;
    private final Schema schema;
    private final TableOptions options;
    private final LongSupplier nanoTime;

    TableFile(Path file, Schema schema, TableOptions options, LongSupplier nanoTime) {
        this.file = file;
        this.schema = schema;
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /// The connection that writes, to a file that has the tables.
    Session open() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(damageMark())) {
                discard();
            }
            return usable();
        } catch (IOException | SQLException e) {
            throw new StoreOpenException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    Session tidier() throws SQLException {
        return Session.tidier(file, options, nanoTime);
    }

    Session reader() throws SQLException {
        return Session.reader(file, options, nanoTime);
    }

    /// Leaves word that the file is not to be used again.
    void damaged() throws IOException {
        Files.write(damageMark(), new byte[0]);
    }

    private Session usable() throws IOException, SQLException {
        if (Files.exists(file)) {
            try {
                Session session = Session.writer(file, options, nanoTime);
                if (isOurs(session)) {
                    return session;
                }
                session.close();
            } catch (SQLException e) {
                if (!Damage.of(e)) {
                    throw e;
                }
            }
            discard();
        }
        return create();
    }

    private Session create() throws SQLException {
        Session session = Session.writer(file, options, nanoTime);
        try {
            session.run("BEGIN IMMEDIATE");
            for (String statement : Definitions.of(schema)) {
                session.run(statement);
            }
            Sql sql = new Sql("INSERT INTO " + Names.FACTS + " VALUES('schema',").bind(fact());
            sql.add(")").on(session).executeUpdate();
            session.run("COMMIT");
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private boolean isOurs(Session session) throws SQLException {
        Sql there = new Sql("SELECT 1 FROM sqlite_schema WHERE name=").bind(Names.OWN + "facts");
        try (ResultSet rows = there.on(session).executeQuery()) {
            if (!rows.next()) {
                return false;
            }
        }
        Sql sql = new Sql("SELECT value FROM " + Names.FACTS + " WHERE name='schema'");
        try (ResultSet rows = sql.on(session).executeQuery()) {
            return rows.next() && fact().equals(rows.getString(1));
        }
    }

    private String fact() {
        return FORMAT + " " + schema.fingerprint();
    }

    private Path damageMark() {
        return beside(".damaged");
    }

    private void discard() throws IOException {
        Files.deleteIfExists(beside("-wal"));
        Files.deleteIfExists(beside("-shm"));
        Files.deleteIfExists(file);
        Files.deleteIfExists(damageMark());
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
