package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The tables of the index in the folder of a server that does not run.
record IndexFile(Path data) {
    private static final Duration VERIFY = Duration.ofMinutes(2);
    private static final List<String> TABLES = List.of("records", "record_refs", "labels");
    private static final String NUMBER = "chancery$row";

    /// `verify` finds no fault, and has looked at each row.
    void assertVerified() {
        Program verify = Chancery.run("verify", "--data", data.toString());
        assertThat(verify.exit(VERIFY)).as(verify.output()).isZero();
        SortedMap<String, String> rows = rows();
        assertThat(verify.printed())
                .contains("records of the index: " + count(rows, "records") + " looked at, 0 ")
                .contains("links of the index: " + count(rows, "record_refs") + " looked at, 0 ");
    }

    private static long count(SortedMap<String, String> rows, String table) {
        return rows.keySet().stream().filter(key -> key.startsWith(table + " ")).count();
    }

    /// A server that finds no tables makes the very same rows.
    void assertRebuilt(Path scratch) {
        IndexFile copy = new IndexFile(scratch);
        copy(data, scratch);
        copy.remove();
        Chancery server = Chancery.dev(scratch);
        server.untilQueriesAreAnswered();
        assertThat(server.stop()).isZero();
        assertThat(copy.rows()).isEqualTo(rows());
    }

    private Path folder() {
        return data.resolve("tables");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Loses the tables.
    void remove() {
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until a server that runs has made the first rows.
    void untilRowsAreThere() {
        long deadline = System.nanoTime() + VERIFY.toNanos();
        while (count() == 0) {
            assertThat(System.nanoTime()).as("rows").isLessThan(deadline);
        }
    }

    /// How many records there are.
    long count() {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT count(*) FROM \"chancery$t_records\"")) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String url() {
        return "jdbc:sqlite:" + folder().resolve("appview.db");
    }

    /// Every row of every table, by its key, with the table's name before it.
    SortedMap<String, String> rows() {
        SortedMap<String, String> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url())) {
            for (String table : TABLES) {
                read(connection, table, rows);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static void read(Connection connection, String table, SortedMap<String, String> rows)
            throws SQLException {
        String sql = "SELECT * FROM \"chancery$t_" + table + "\"";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                String row = text(found);
                String key = table + " " + row.substring(0, Math.min(row.length(), 400));
                assertThat(rows.put(key, row)).as(key).isNull();
            }
        }
    }

    private static String text(ResultSet found) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            if (!columns.getColumnName(i).equals(NUMBER)) {
                text.append(columns.getColumnName(i)).append('=').append(found.getString(i));
                text.append(' ');
            }
        }
        return text.toString();
    }
}
