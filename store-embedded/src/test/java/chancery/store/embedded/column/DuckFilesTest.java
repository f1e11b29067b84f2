package chancery.store.embedded.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.StoreClosedException;
import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnReader;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.ColumnsBrokenException;
import chancery.store.column.Condition;
import chancery.store.column.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// What becomes of the file: closed, left behind, damaged, used by several threads.
final class DuckFilesTest {
    private static final List<Column> COLUMNS =
            List.of(Column.one("count", Column.Kind.WHOLE), Column.many("words", Column.Kind.TEXT));
    private static final int ROWS_OF_BATCH = 50;

    @TempDir private Path folder;

    @Test
    void keepsTablesRowsAndCursorWhenClosed() {
        try (Columns columns = files("a").open()) {
            fill(columns.open("t", COLUMNS), 3);
        }

        try (Columns columns = files("a").open()) {
            ColumnTable table = columns.open("t", COLUMNS);

            assertThat(columns.names()).containsExactly("t");
            assertThat(table.columns()).isEqualTo(COLUMNS);
            assertThat(state(table)).isEqualTo(new State(OptionalLong.of(3), 3 * ROWS_OF_BATCH));
            assertThat(count(table, new Condition.ContainsAny("words", List.of(word(7)))))
                    .isEqualTo(3);
        }
    }

    @Test
    void addsColumnsThatWereMissingWhenItWasWritten() {
        try (Columns columns = files("a").open()) {
            fill(columns.open("t", COLUMNS), 1);
        }
        Column more = Column.one("more", Column.Kind.REAL);

        try (Columns columns = files("a").open()) {
            ColumnTable table = columns.open("t", List.of(more));
            ColumnBatch batch = new ColumnBatch(List.of(more), 2);
            table.apply(batch.append(1_000, List.of(Value.of(0.5))));

            assertThat(count(table, Condition.equal("more", Value.of(0.5)))).isEqualTo(1);
            assertThat(count(table, new Condition.Present("count"))).isEqualTo(ROWS_OF_BATCH);
        }
    }

    @Test
    void keepsWhatWasAppliedWhenNobodyCloses() throws IOException {
        try (Columns columns = files("a").open()) {
            fill(columns.open("t", COLUMNS), 4);

            copy("a", "b");
        }

        try (Columns left = files("b").open()) {
            ColumnTable table = left.open("t", COLUMNS);
            assertThat(state(table)).isEqualTo(new State(OptionalLong.of(4), 4 * ROWS_OF_BATCH));
        }
    }

    @Test
    void keepsRowsAndCursorTogetherWhereTheLogEnds() throws IOException {
        try (Columns columns = files("a").open()) {
            ColumnTable table = columns.open("t", COLUMNS);
            table.compact();
            fill(table, 6);
            copy("a", "b");
        }
        Path log = folder.resolve("b/columns-1.duckdb.wal");
        byte[] whole = Files.readAllBytes(log);
        Random random = new Random(5);

        for (int i = 0; i < 12; i++) {
            Files.write(log, Arrays.copyOf(whole, random.nextInt(whole.length)));
            copy("b", "c" + i);

            State state = stateOfCopy("c" + i);

            long applied = state.cursor().orElse(0);
            assertThat(state.rows()).isEqualTo(applied * ROWS_OF_BATCH);
        }
    }

    @Test
    void saysThatFileIsDamagedAndBeginsAnew() throws IOException {
        try (Columns columns = files("a").open()) {
            fill(columns.open("t", COLUMNS), 2);
        }
        Path file = folder.resolve("a/columns-1.duckdb");
        Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

        assertThatThrownBy(() -> files("a").open()).isInstanceOf(ColumnsBrokenException.class);
        try (Columns columns = files("a").openEmpty()) {
            assertThat(columns.names()).isEmpty();
            assertThat(columns.open("t", COLUMNS).cursor()).isEmpty();
        }
    }

    @Test
    void saysThatBlocksAreDamagedWhenTheyAreRead() throws IOException {
        try (Columns columns = files("a").open()) {
            ColumnTable table = columns.open("t", COLUMNS);
            fill(table, 40);
            table.compact();
        }
        Path file = folder.resolve("a/columns-1.duckdb");
        byte[] bytes = Files.readAllBytes(file);
        int headers = 3 * 4096;
        for (int i = headers + 100; i < bytes.length; i += 1_000) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);

        assertThatThrownBy(() -> stateOfCopy("a")).isInstanceOf(ColumnsBrokenException.class);
    }

    @Test
    void throwsFilesOfOtherVersionsAway() throws IOException {
        Files.createDirectories(folder.resolve("a/spill"));
        Path old = Files.writeString(folder.resolve("a/columns-0.duckdb"), "old");
        Path spilled = Files.writeString(folder.resolve("a/spill/x.tmp"), "spilled");

        files("a").open().close();

        assertThat(old).doesNotExist();
        assertThat(spilled).doesNotExist();
    }

    @Test
    void refusesWorkOnceClosed() {
        Columns columns = files("a").open();
        ColumnTable table = columns.open("t", COLUMNS);

        columns.close();
        columns.close();

        assertThatThrownBy(table::cursor).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> fill(table, 1)).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void showsReadersWholeBatchesOfOneMoment() throws Exception {
        try (Columns columns = files("a").open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ColumnTable table = columns.open("t", COLUMNS);
            fill(table, 1);
            AtomicBoolean done = new AtomicBoolean();
            Callable<Long> reading = () -> differences(table, done);
            List<Future<Long>> readers = List.of(threads.submit(reading), threads.submit(reading));

            try {
                for (int i = 2; i <= 60; i++) {
                    replace(table, i);
                    if (i % 5 == 0) {
                        table.compact();
                    }
                }
            } finally {
                done.set(true);
            }

            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        }
    }

    /// How often the numbers of the rows were not those of the batch that the cursor tells.
    private static long differences(ColumnTable table, AtomicBoolean done) {
        long differences = 0;
        while (!done.get()) {
            differences += table.read(DuckFilesTest::differs);
        }
        return differences;
    }

    private static long differs(ColumnReader reader) {
        long cursor = reader.cursor().orElseThrow();
        List<Long> rows = reader.first(Condition.ALL, List.of(), 1_000);
        boolean same =
                rows.size() == ROWS_OF_BATCH && rows.getFirst() == (cursor - 1) * ROWS_OF_BATCH;
        return same && reader.count(Condition.ALL) == ROWS_OF_BATCH ? 0 : 1;
    }

    /// Drops the rows of the batch before and appends others.
    private static void replace(ColumnTable table, long cursor) {
        ColumnBatch batch = batch(cursor);
        for (long row = (cursor - 2) * ROWS_OF_BATCH; row < (cursor - 1) * ROWS_OF_BATCH; row++) {
            batch.drop(row);
        }
        table.apply(batch);
    }

    private static void fill(ColumnTable table, int batches) {
        for (int cursor = 1; cursor <= batches; cursor++) {
            table.apply(batch(cursor));
        }
    }

    private static ColumnBatch batch(long cursor) {
        ColumnBatch batch = new ColumnBatch(COLUMNS, cursor);
        long first = (cursor - 1) * ROWS_OF_BATCH;
        for (int i = 0; i < ROWS_OF_BATCH; i++) {
            Value words = new Value.Many(List.of(word(i), word(i + 100)));
            batch.append(first + i, List.of(Value.of(cursor), words));
        }
        return batch;
    }

    private static Value.Single word(int number) {
        return Value.of("word " + number);
    }

    private State stateOfCopy(String name) {
        try (Columns columns = files(name).open()) {
            return columns.names().isEmpty()
                    ? new State(OptionalLong.empty(), 0)
                    : state(columns.open("t", COLUMNS));
        }
    }

    private static State state(ColumnTable table) {
        Condition all = Condition.atLeast("count", Value.of(0L));
        return table.read(reader -> new State(reader.cursor(), reader.count(all)));
    }

    private static long count(ColumnTable table, Condition where) {
        return table.read(reader -> reader.count(where));
    }

    private DuckColumnFiles files(String name) {
        return ColumnFolders.of(folder.resolve(name), ColumnLimits.DEFAULT);
    }

    private void copy(String from, String to) throws IOException {
        Path target = Files.createDirectories(folder.resolve(to));
        try (Stream<Path> list = Files.list(folder.resolve(from))) {
            list.filter(Files::isRegularFile)
                    .forEach(file -> copy(file, target.resolve(file.getFileName())));
        }
    }

    private static void copy(Path file, Path target) {
        try {
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a table holds.
    private record State(OptionalLong cursor, long rows) {}
}
