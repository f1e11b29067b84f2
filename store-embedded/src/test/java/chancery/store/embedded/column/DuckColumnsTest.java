package chancery.store.embedded.column;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnContract;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.Condition;
import chancery.store.column.SortKey;
import chancery.store.column.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// DuckDB under the contract of wide tables.
final class DuckColumnsTest extends ColumnContract {
    @TempDir private Path folder;

    @Override
    protected Columns open(ColumnLimits limits) {
        return ColumnFolders.of(folder, limits).open();
    }

    private static final Column REAL = Column.one("real", Column.Kind.REAL);
    private static final Column TEXT = Column.one("text", Column.Kind.TEXT);
    private static final List<SortKey> BY_REAL_AND_TEXT =
            List.of(SortKey.descending("real"), SortKey.ascending("text"));

    private static List<Value> pair(double real, String text) {
        return List.of(Value.of(real), Value.of(text));
    }

    private static List<Long> first(ColumnTable table, int limit) {
        return table.read(reader -> reader.rows(Condition.ALL, BY_REAL_AND_TEXT, limit));
    }

    @Test
    void ordersRowsOfEqualNumbersByWhatFollows() {
        ColumnTable pairs = columns.open("pairs", List.of(REAL, TEXT));
        pairs.apply(
                new ColumnBatch(List.of(REAL, TEXT), 1)
                        .append(1, pair(3, "z"))
                        .append(2, pair(2, "y"))
                        .append(3, pair(1, "x"))
                        .append(4, pair(1, "w")));

        assertThat(first(pairs, 2)).containsExactly(1L, 2L);
        assertThat(first(pairs, 3)).containsExactly(1L, 2L, 4L);
        assertThat(first(pairs, 4)).containsExactly(1L, 2L, 4L, 3L);
    }

    @Test
    void ordersRowsWithoutNumberByWhatFollows() {
        ColumnTable pairs = columns.open("pairs", List.of(REAL, TEXT));
        pairs.apply(
                new ColumnBatch(List.of(TEXT), 1)
                        .append(1, List.of(Value.of("z")))
                        .append(2, List.of(Value.of("y"))));

        assertThat(first(pairs, 1)).containsExactly(2L);
        assertThat(first(pairs, 2)).containsExactly(2L, 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void ordersRowsWithoutNumberFirstWhereThatIsAsked(int limit) {
        ColumnTable pairs = columns.open("pairs", List.of(REAL, TEXT));
        pairs.apply(
                new ColumnBatch(List.of(REAL, TEXT), 1)
                        .append(1, List.of(Value.absent(), Value.of("b")))
                        .append(2, List.of(Value.absent(), Value.of("a")))
                        .append(3, pair(1, "d"))
                        .append(4, pair(1, "c"))
                        .append(5, pair(2, "e")));
        List<SortKey> order =
                List.of(
                        new SortKey("real", SortKey.Direction.ASCENDING, SortKey.Absent.FIRST),
                        SortKey.ascending("text"));

        List<Long> found = pairs.read(reader -> reader.rows(Condition.ALL, order, limit));

        assertThat(found).isEqualTo(List.of(2L, 1L, 4L, 3L, 5L).subList(0, limit));
    }

    /// As often as there are connections, and once more, so that each meets the question again.
    @Test
    void answersTheSameQuestionOfTablesThatChange() {
        List<Long> counts = new ArrayList<>();
        for (int turn = 0; turn < 5; turn++) {
            counts.add(count(columns.open("changing", List.of(REAL))));
            ColumnTable wide = columns.open("changing", List.of(REAL, TEXT));
            wide.apply(new ColumnBatch(List.of(REAL, TEXT), 1).append(1, pair(1, "a")));
            counts.add(count(wide));
            wide.apply(new ColumnBatch(List.of(TEXT), 2).append(2, List.of(Value.of("b"))));
            counts.add(count(wide));
            columns.drop("changing");
        }

        assertThat(counts)
                .isEqualTo(List.of(0L, 1L, 1L, 0L, 1L, 1L, 0L, 1L, 1L, 0L, 1L, 1L, 0L, 1L, 1L));
    }

    private static long count(ColumnTable table) {
        return table.read(reader -> reader.count(new Condition.Present("real")));
    }
}
