package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Schema;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.TableBatch;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/// The log that batches are written to first, emptied beside them.
final class WriteAheadLogTest {
    private static final int PAGE_BYTES = 4_096;
    private static final Schema SCHEMA =
            new Schema(
                    "logged",
                    1,
                    List.of(
                            Table.of(
                                    "rows",
                                    List.of("id"),
                                    Column.of("id", Kind.TEXT),
                                    Column.of("bytes", Kind.BYTES))),
                    List.of());

    @TempDir Path dir;
    private SqliteTables tables;
    private Session reader;

    @BeforeEach
    void open() throws SQLException {
        Path file = dir.resolve("logged.db");
        tables = TableFiles.open(file, SCHEMA, TableFiles.LIMITS);
        reader = Session.reader(file, TableFiles.OPTIONS, System::nanoTime);
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
        tables.close();
    }

    @Test
    void leavesALittle() throws SQLException {
        fill(10);
        int before = waiting();

        tables.tidy();

        assertThat(waiting()).isEqualTo(before).isPositive();
    }

    @Test
    void emptiesWhatHasGrown() throws SQLException {
        fill(Session.LOG_PAGES_MAX + 1);
        assertThat(waiting()).isGreaterThan(Session.LOG_PAGES_MAX);

        tables.tidy();

        assertThat(waiting()).isZero();
    }

    @Test
    void takesWhatComesNextFromTheFront() {
        fill(Session.LOG_PAGES_MAX + 1);
        tables.tidy();
        long size = size();

        fill(Session.LOG_PAGES_MAX / 2);

        assertThat(size()).isEqualTo(size);
    }

    private void fill(int pages) {
        TableBatch batch = new TableBatch();
        IntStream.range(0, pages)
                .mapToObj(i -> new byte[PAGE_BYTES])
                .forEach(
                        page ->
                                batch.upsert(
                                        "rows",
                                        Cell.of("r" + batch.changes().size()),
                                        Cell.of(page)));
        tables.apply(batch);
    }

    private int waiting() throws SQLException {
        try (ResultSet row = reader.prepare("PRAGMA wal_checkpoint(NOOP)").executeQuery()) {
            return row.getInt(2) - row.getInt(3);
        }
    }

    private long size() {
        return dir.resolve("logged.db-wal").toFile().length();
    }
}
