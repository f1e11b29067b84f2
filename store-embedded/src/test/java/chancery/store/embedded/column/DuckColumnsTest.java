package chancery.store.embedded.column;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.column.Column;
import chancery.store.column.ColumnBatch;
import chancery.store.column.ColumnContract;
import chancery.store.column.ColumnLimits;
import chancery.store.column.ColumnTable;
import chancery.store.column.Columns;
import chancery.store.column.Condition;
import chancery.store.column.GroupKey;
import chancery.store.column.Grouping;
import chancery.store.column.Level;
import chancery.store.column.SortKey;
import chancery.store.column.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final Column WHOLE = Column.one("whole", Column.Kind.WHOLE);

    /// The rows that an order begins with are looked for by the number alone; these are equal in it
    /// wherever a list may end.
    @ParameterizedTest
    @EnumSource(SortKey.Absent.class)
    void tellsRowsOfEqualNumbersApartByWhatFollows(SortKey.Absent absent) {
        for (Column number : List.of(REAL, WHOLE)) {
            ColumnTable pairs = columns.open("pairs_" + number.name(), List.of(number, TEXT));
            pairs.apply(
                    new ColumnBatch(List.of(number, TEXT), 1)
                            .append(1, List.of(Value.absent(), Value.of("b")))
                            .append(2, List.of(Value.absent(), Value.of("a")))
                            .append(3, pair(number, 1, "d"))
                            .append(4, pair(number, 1, "c"))
                            .append(5, pair(number, 2, "e"))
                            .append(6, pair(number, 1, "c"))
                            .append(7, pair(number, 3, "f")));

            assertThat(ordered(pairs, by(number, SortKey.Direction.ASCENDING, absent), BY_TEXT))
                    .isEqualTo(beside(absent, List.of(4L, 6L, 3L, 5L, 7L)));
            assertThat(ordered(pairs, by(number, SortKey.Direction.DESCENDING, absent), BY_TEXT))
                    .isEqualTo(beside(absent, List.of(7L, 5L, 4L, 6L, 3L)));
        }
    }

    private static final SortKey BY_TEXT = SortKey.ascending("text");

    private static SortKey by(Column column, SortKey.Direction direction, SortKey.Absent absent) {
        return new SortKey(column.name(), direction, absent);
    }

    private static List<Value> pair(Column column, int number, String text) {
        Value value = column.equals(REAL) ? Value.of((double) number) : Value.of((long) number);
        return List.of(value, Value.of(text));
    }

    /// The rows with a number and those without.
    private static List<Long> beside(SortKey.Absent absent, List<Long> present) {
        List<Long> all = new ArrayList<>(present);
        all.addAll(absent == SortKey.Absent.FIRST ? 0 : present.size(), List.of(2L, 1L));
        return all;
    }

    @Test
    void asksAgainWhatWasOfTwoMoments() {
        ColumnTable growing = columns.open("growing", List.of(TEXT));
        List<Long> seen = new ArrayList<>();

        long difference =
                growing.read(
                        reader -> {
                            long before = reader.count(Condition.ALL);
                            if (seen.size() < 2) {
                                growing.apply(text(seen.size()));
                            }
                            seen.add(before);
                            return reader.count(Condition.ALL) - before;
                        });

        assertThat(difference).isZero();
        assertThat(seen).containsExactly(0L, 1L);
        assertThat(growing.<Long>read(reader -> reader.count(Condition.ALL))).isEqualTo(2);
    }

    @Test
    void asksASingleQuestionOnce() {
        ColumnTable growing = columns.open("growing", List.of(TEXT));
        List<Long> seen = new ArrayList<>();

        growing.read(
                reader -> {
                    growing.apply(text(seen.size()));
                    return seen.add(reader.count(Condition.ALL));
                });

        assertThat(seen).containsExactly(1L);
    }

    private static ColumnBatch text(long row) {
        return new ColumnBatch(List.of(TEXT), row + 1).append(row, List.of(Value.of("a")));
    }

    /// Few groups are put in order beside the engine, many by it; the second time it is known.
    @ParameterizedTest
    @ValueSource(ints = {3, 1_000, 1_001, 1_500})
    void ordersFewGroupsAsItOrdersMany(int groups) {
        ColumnTable counted = columns.open("counted", List.of(TEXT));
        ColumnBatch batch = new ColumnBatch(List.of(TEXT), 1);
        for (int row = 0; row <= groups; row++) {
            // The text in the middle is there twice.
            int text = row == groups ? groups / 2 : row;
            batch.append(row, List.of(Value.of("%04d".formatted(text))));
        }
        counted.apply(batch);
        GroupKey key = new GroupKey.Values("text");

        for (int turn = 0; turn < 2; turn++) {
            assertThat(keys(counted, Level.fullest(key, 2), 10))
                    .containsExactly("%04d".formatted(groups / 2), "0000");
            assertThat(keys(counted, Level.all(key), 2)).containsExactly("0000", "0001");
            assertThat(keys(counted, Level.all(key), 2_000)).hasSize(groups).isSorted();
        }
    }

    private static List<String> keys(ColumnTable table, Level level, int limit) {
        Grouping grouping = new Grouping(Condition.ALL, List.of(level), List.of(), limit);
        return table.read(reader -> reader.groups(grouping)).stream()
                .map(group -> ((Value.Text) group.keys().getFirst()).value())
                .toList();
    }

    /// As often as there are connections, and once more, so that each meets the question again.
    @Test
    void answersTheSameQuestionOfTablesThatChange() {
        List<Long> counts = new ArrayList<>();
        for (int turn = 0; turn < 5; turn++) {
            counts.add(count(columns.open("changing", List.of(REAL))));
            ColumnTable wide = columns.open("changing", List.of(REAL, TEXT));
            wide.apply(new ColumnBatch(List.of(REAL, TEXT), 1).append(1, pair(REAL, 1, "a")));
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
