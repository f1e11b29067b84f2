package chancery.store.embedded.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnReader;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.Condition;
import chancery.store.column.CostlyReadException;
import chancery.store.column.GroupKey;
import chancery.store.column.Grouping;
import chancery.store.column.Level;
import chancery.store.column.SortKey;
import chancery.store.column.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// Questions that take too much end, and hurt nothing but themselves.
final class CostlyReadTest {
    private static final Column NUMBERS = Column.many("numbers", Column.Kind.WHOLE);
    private static final Column WORDS = Column.one("words", Column.Kind.TEXT);
    private static final int VALUES = 2_000;

    /// Each row is in as many groups as its list has values, squared.
    private static final Grouping HUGE =
            new Grouping(
                    Condition.ALL,
                    List.of(
                            Level.all(new GroupKey.Values("numbers")),
                            Level.all(new GroupKey.Values("numbers"))),
                    List.of(),
                    100);

    @TempDir private Path folder;

    @Test
    void endsQuestionThatTakesTooLong() {
        ColumnOptions options = options(1L << 30, 4L << 30);
        try (Columns columns = open(options, Duration.ofSeconds(1))) {
            ColumnTable table = table(columns, 1_000);

            assertThatThrownBy(() -> table.read(reader -> reader.groups(HUGE)))
                    .isInstanceOf(CostlyReadException.class)
                    .extracting(e -> ((CostlyReadException) e).of())
                    .isEqualTo(CostlyReadException.Of.TIME);
            assertThat(table.cursor()).hasValue(1);
        }
    }

    @Test
    void asksNothingMoreOnceTheTimeIsOver() {
        ColumnOptions options = options(256L << 20, 1L << 30);
        try (Columns columns = open(options, Duration.ofNanos(1))) {
            ColumnTable table = columns.open("t", List.of(NUMBERS));

            assertThatThrownBy(table::cursor)
                    .isInstanceOf(CostlyReadException.class)
                    .hasMessageContaining("time");
        }
    }

    @Test
    void endsQuestionThatTakesTooMuchMemory() {
        ColumnOptions options = options(64L << 20, 1L << 20);
        try (Columns columns = open(options, Duration.ofSeconds(60))) {
            ColumnTable table = columns.open("t", List.of(WORDS));
            for (int batch = 1; batch <= 12; batch++) {
                table.apply(words(batch));
            }

            assertThatThrownBy(() -> table.read(CostlyReadTest::sorted))
                    .isInstanceOf(CostlyReadException.class)
                    .extracting(e -> ((CostlyReadException) e).of())
                    .isEqualTo(CostlyReadException.Of.MEMORY);
            assertThat(table.<Long>read(reader -> reader.count(Condition.ALL))).isEqualTo(120_000);
        }
    }

    /// So many rows in an order that the engine must sort them all.
    private static List<Long> sorted(ColumnReader reader) {
        return reader.first(Condition.ALL, List.of(SortKey.descending("words")), 100_000);
    }

    /// Ten thousand rows of a long word each, none like another.
    private static ColumnBatch words(long batch) {
        ColumnBatch words = new ColumnBatch(List.of(WORDS), batch);
        Random random = new Random(batch);
        byte[] bytes = new byte[400];
        for (long row = batch * 10_000; row < (batch + 1) * 10_000; row++) {
            random.nextBytes(bytes);
            words.append(row, List.of(Value.of(HexFormat.of().formatHex(bytes))));
        }
        return words;
    }

    private static ColumnTable table(Columns columns, int rows) {
        ColumnTable table = columns.open("t", List.of(NUMBERS));
        ColumnBatch batch = new ColumnBatch(List.of(NUMBERS), 1);
        for (int row = 0; row < rows; row++) {
            long first = (long) row * VALUES;
            List<Value.Single> values =
                    LongStream.range(first, first + VALUES).mapToObj(Value::of).toList();
            batch.append(row, List.of(new Value.Many(values)));
        }
        table.apply(batch);
        return table;
    }

    private static ColumnOptions options(long memory, long spill) {
        return new ColumnOptions(memory, 2, 2, Duration.ofSeconds(60), spill);
    }

    private Columns open(ColumnOptions options, Duration readTime) {
        ColumnLimits usual = ColumnLimits.DEFAULT;
        ColumnLimits limits =
                new ColumnLimits(
                        usual.columns(),
                        usual.listValues(),
                        usual.textBytes(),
                        usual.batchRows(),
                        usual.batchBytes(),
                        usual.conditionNodes(),
                        usual.levels(),
                        usual.measures(),
                        usual.answers(),
                        readTime);
        return new DuckColumnFiles(folder, limits, options, System::nanoTime).open();
    }
}
