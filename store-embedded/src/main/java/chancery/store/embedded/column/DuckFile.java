package chancery.store.embedded.column;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// A file of DuckDB, opened so that it reaches nothing else: no other files, no network, no
/// extensions, no settings after these.
record DuckFile(Path path, Path spill, ColumnOptions options) {
    /// Bytes of the log after which it is written into the file.
    private static final long LOG_BYTES = 256L << 20;

    /// Where the address of a connection has its settings.
    private static final String SETTINGS_MARK = ";";

    /// The first connection; others are made of it.
    DuckDBConnection open() throws SQLException {
        if (path.toString().contains(SETTINGS_MARK)) {
            throw new SQLException("the path must not have a semicolon: " + path);
        }
        Properties properties = new Properties();
        properties.setProperty("memory_limit", bytes(options.memoryBytes()));
        properties.setProperty("threads", Integer.toString(options.threads()));
        properties.setProperty("temp_directory", spill.toString());
        properties.setProperty("max_temp_directory_size", bytes(options.spillBytes()));
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("allow_persistent_secrets", "false");
        properties.setProperty("checkpoint_threshold", bytes(LOG_BYTES));
        properties.setProperty("jdbc_instance_cache", "false");
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + path, properties);
        DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
        try (Statement statement = duck.createStatement()) {
            // Closing is not to wait for it; opening reads the log.
            statement.execute("PRAGMA disable_checkpoint_on_shutdown");
            statement.execute("SET enable_external_access=false");
            statement.execute("SET lock_configuration=true");
            return duck;
        } catch (SQLException e) {
            duck.close();
            throw e;
        }
    }

    private static String bytes(long bytes) {
        return bytes + "B";
    }
}
