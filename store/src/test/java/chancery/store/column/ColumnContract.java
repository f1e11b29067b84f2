package chancery.store.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/// What wide tables do, by example. Readings of a plant: where, what, how much, which labels.
public abstract class ColumnContract {
    protected static final Column AREA = Column.one("area", Column.Kind.TEXT);
    protected static final Column COUNT = Column.one("count", Column.Kind.WHOLE);
    protected static final Column HEAT = Column.one("heat", Column.Kind.REAL);
    protected static final Column LIVE = Column.one("live", Column.Kind.FLAG);
    protected static final Column LABELS = Column.many("labels", Column.Kind.TEXT);
    protected static final Column COUNTS = Column.many("counts", Column.Kind.WHOLE);
    public static final List<Column> ALL = List.of(AREA, COUNT, HEAT, LIVE, LABELS, COUNTS);

    private static final Grouping TOTAL =
            new Grouping(
                    Condition.ALL,
                    List.of(),
                    List.of(
                            new Measure(Measure.Figure.VALUES, "count"),
                            new Measure(Measure.Figure.SUM, "count"),
                            new Measure(Measure.Figure.AVERAGE, "count"),
                            new Measure(Measure.Figure.MIN, "count"),
                            new Measure(Measure.Figure.MAX, "count")),
                    10);

    protected Columns columns;
    protected ColumnTable table;

    /// An empty engine with these limits.
    protected abstract Columns open(ColumnLimits limits);

    @BeforeEach
    void openTable() {
        columns = open(ColumnLimits.DEFAULT);
        table = columns.open("readings", ALL);
    }

    @AfterEach
    void closeAll() {
        columns.close();
    }

    @Test
    void beginsWithoutRowsAndCursor() {
        assertThat(table.cursor()).isEmpty();
        assertThat(count(Condition.ALL)).isZero();
        assertThat(columns.names()).containsExactly("readings");
    }

    @Test
    void appliesDropsAppendsAndCursorTogether() {
        table.apply(of(COUNT, 5).append(1, one(10)).append(2, one(20)));

        table.apply(of(COUNT, 7).drop(1).append(3, one(30)));

        assertThat(rows(Condition.ALL)).containsExactly(2L, 3L);
        assertThat(table.cursor()).hasValue(7);
        assertThat(table.read(ColumnReader::cursor)).hasValue(7);
    }

    @Test
    void dropsWhatIsNotThere() {
        table.apply(of(COUNT, 1).append(1, one(10)));

        table.apply(of(COUNT, 2).drop(1).drop(1).drop(999));

        assertThat(count(Condition.ALL)).isZero();
    }

    @Test
    void dropsManyRowsAmongMany() {
        ColumnBatch many = of(COUNT, 1);
        LongStream.range(0, 10_000).forEach(row -> many.append(row, one(row)));
        table.apply(many);

        ColumnBatch drops = of(COUNT, 2);
        LongStream.range(0, 10_000).filter(row -> row % 3 != 0).forEach(drops::drop);
        table.apply(drops);

        assertThat(count(Condition.ALL)).isEqualTo(3_334);
        assertThat(count(Condition.equal("count", Value.of(9_998L)))).isZero();
        assertThat(count(Condition.equal("count", Value.of(9_999L)))).isEqualTo(1);
    }

    @Test
    void leavesColumnsOutThatBatchDoesNotName() {
        table.apply(of(COUNT, 1).append(1, one(10)));
        table.apply(of(AREA, 2).append(2, List.of(Value.of("north"))));

        assertThat(rows(new Condition.Present("count"))).containsExactly(1L);
        assertThat(rows(Condition.not(new Condition.Present("count")))).containsExactly(2L);
    }

    @Test
    void showsRowsByNumber() {
        List<Value> nothing = Collections.nCopies(ALL.size(), Value.absent());
        List<Value> hall =
                List.of(
                        Value.of("hall"),
                        Value.of(Long.MIN_VALUE),
                        Value.of(0.1),
                        Value.of(true),
                        labels("a", "", "'"),
                        new Value.Many(List.of(Value.of(-1L), Value.of(2L))));
        table.apply(new ColumnBatch(ALL, 1).append(7, hall).append(5, nothing));
        List<String> names = ALL.stream().map(Column::name).toList();

        assertThat(table.<List<?>>read(reader -> reader.after(0, names, 10)))
                .isEqualTo(List.of(new ColumnBatch.Row(5, nothing), new ColumnBatch.Row(7, hall)));
        assertThat(table.<List<?>>read(reader -> reader.after(5, List.of("area"), 1)))
                .isEqualTo(List.of(new ColumnBatch.Row(7, List.of(Value.of("hall")))));
    }

    @Test
    void widens() {
        Column more = Column.many("more", Column.Kind.REAL);
        table.apply(of(COUNT, 1).append(1, one(10)));

        table.widen(List.of(COUNT, more));
        table.apply(of(more, 2).append(2, List.of(new Value.Many(List.of(Value.of(0.5))))));

        assertThat(table.columns()).contains(more).hasSize(ALL.size() + 1);
        assertThat(rows(new Condition.ContainsAny("more", List.of(Value.of(0.5)))))
                .containsExactly(2L);
        assertThat(rows(new Condition.Present("count"))).containsExactly(1L);
    }

    @Test
    void refusesToWidenWithAnotherType() {
        List<Column> other = List.of(Column.one("count", Column.Kind.TEXT));

        assertThatThrownBy(() -> table.widen(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opensTableAgainWithItsRows() {
        table.apply(of(COUNT, 1).append(1, one(10)));

        ColumnTable again = columns.open("readings", List.of(COUNT));

        assertThat(again.columns()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(again.cursor()).hasValue(1);
    }

    @Test
    void emptiesTableWhoseColumnHasAnotherTypeNow() {
        table.apply(of(COUNT, 1).append(1, one(10)));

        ColumnTable again = columns.open("readings", List.of(Column.many("count", HEAT.kind())));

        assertThat(again.cursor()).isEmpty();
        assertThat(again.<Long>read(reader -> reader.count(Condition.ALL))).isZero();
    }

    @Test
    void dropsTableAndItsCursor() {
        table.apply(of(COUNT, 1).append(1, one(10)));

        columns.drop("readings");
        columns.drop("readings");

        assertThat(columns.names()).isEmpty();
        assertThat(columns.open("readings", ALL).cursor()).isEmpty();
    }

    @Test
    void keepsTablesApart() {
        ColumnTable other = columns.open("others", List.of(COUNT));

        other.apply(of(COUNT, 3).append(1, one(10)));

        assertThat(count(Condition.ALL)).isZero();
        assertThat(table.cursor()).isEqualTo(OptionalLong.empty());
        assertThat(columns.names()).containsExactlyInAnyOrder("readings", "others");
    }

    @Test
    void ordersTextByItsBytes() {
        ColumnBatch batch = of(AREA, 1);
        List<String> texts = List.of("b", "\uFFFD", "", "\uD83D\uDC1B", "a", "B", "Ö");
        for (int i = 0; i < texts.size(); i++) {
            batch.append(i, List.of(Value.of(texts.get(i))));
        }
        table.apply(batch);

        List<Long> rows = ordered(SortKey.ascending("area"));

        assertThat(rows).containsExactly(2L, 5L, 4L, 0L, 6L, 1L, 3L);
    }

    @Test
    void ordersAbsentAsAskedAndEqualByNumber() {
        table.apply(of(COUNT, 1).append(4, one(1)).append(2, one(1)).append(3, one(2)));
        table.apply(of(AREA, 2).append(1, List.of(Value.of("north"))));

        assertThat(ordered(SortKey.ascending("count"))).containsExactly(2L, 4L, 3L, 1L);
        assertThat(ordered(SortKey.descending("count"))).containsExactly(3L, 2L, 4L, 1L);
        assertThat(
                        ordered(
                                new SortKey(
                                        "count",
                                        SortKey.Direction.DESCENDING,
                                        SortKey.Absent.FIRST)))
                .containsExactly(1L, 3L, 2L, 4L);
    }

    @Test
    void limitsRows() {
        table.apply(of(COUNT, 1).append(1, one(3)).append(2, one(2)).append(3, one(1)));

        List<Long> rows =
                table.read(r -> r.first(Condition.ALL, List.of(SortKey.ascending("count")), 2));

        assertThat(rows).containsExactly(2L, 3L);
    }

    @Test
    void negatesComparisonsWithAbsentToTrue() {
        table.apply(of(COUNT, 1).append(1, one(3)).append(2, List.of(Value.absent())));
        Condition large = Condition.atLeast("count", Value.of(5L));

        assertThat(rows(large)).isEmpty();
        assertThat(rows(Condition.not(large))).containsExactly(1L, 2L);
        assertThat(rows(Condition.not(Condition.not(large)))).isEmpty();
    }

    @Test
    void tellsEmptyListFromNoList() {
        Value.Many empty = new Value.Many(List.of());
        table.apply(of(LABELS, 1).append(1, List.of(empty)).append(2, List.of(Value.absent())));

        assertThat(rows(new Condition.Present("labels"))).containsExactly(1L);
        assertThat(rows(new Condition.ContainsAll("labels", List.of()))).containsExactly(1L, 2L);
        assertThat(rows(new Condition.ContainsAny("labels", List.of()))).isEmpty();
    }

    @Test
    void keepsNumbersExact() {
        table.apply(
                of(COUNT, 1)
                        .append(1, one(Long.MAX_VALUE))
                        .append(2, one(Long.MAX_VALUE - 1))
                        .append(3, one(Long.MIN_VALUE)));

        assertThat(rows(Condition.equal("count", Value.of(Long.MAX_VALUE)))).containsExactly(1L);
        assertThat(ordered(SortKey.descending("count"))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void addsBeyond64Bits() {
        table.apply(of(COUNT, 1).append(1, one(Long.MAX_VALUE)).append(2, one(Long.MAX_VALUE)));

        List<Group> groups = groups(TOTAL);

        assertThat(groups)
                .containsExactly(
                        new Group(
                                List.of(),
                                2,
                                List.of(
                                        Optional.of(2.0),
                                        Optional.of(0x1p64),
                                        Optional.of(0x1p63),
                                        Optional.of(0x1p63),
                                        Optional.of(0x1p63))));
    }

    @Test
    void answersOneGroupOfNoRow() {
        Optional<Double> none = Optional.empty();

        List<Group> groups = groups(TOTAL);

        assertThat(groups)
                .containsExactly(
                        new Group(
                                List.of(),
                                0,
                                List.of(Optional.of(0.0), Optional.of(0.0), none, none, none)));
    }

    @Test
    void countsRowOnceForEachValueOfItsList() {
        table.apply(
                of(LABELS, 1)
                        .append(1, List.of(labels("a", "b", "a")))
                        .append(2, List.of(labels("b")))
                        .append(3, List.of(labels())));

        List<Group> groups = groups(by(Level.fullest(new GroupKey.Values("labels"), 10)));

        assertThat(groups).containsExactly(group(2, Value.of("b")), group(1, Value.of("a")));
    }

    @Test
    void keepsFullestGroupsInsideEachGroupAbove() {
        table.apply(
                new ColumnBatch(List.of(AREA, COUNT), 1)
                        .append(1, List.of(Value.of("n"), Value.of(1L)))
                        .append(2, List.of(Value.of("n"), Value.of(2L)))
                        .append(3, List.of(Value.of("n"), Value.of(2L)))
                        .append(4, List.of(Value.of("s"), Value.of(4L)))
                        .append(5, List.of(Value.of("s"), Value.of(3L)))
                        .append(6, List.of(Value.of("w"), Value.of(1L))));

        List<Group> groups =
                groups(
                        by(
                                Level.fullest(new GroupKey.Values("area"), 2),
                                Level.fullest(new GroupKey.Values("count"), 1)));

        assertThat(groups)
                .containsExactlyInAnyOrder(
                        group(2, Value.of("n"), Value.of(2L)),
                        group(1, Value.of("s"), Value.of(3L)));
    }

    @Test
    void groupsNumbersByIntervals() {
        ColumnBatch batch = of(HEAT, 1);
        List<Double> heats = List.of(-0.5, 0.0, 9.99, 10.0, 25.0);
        for (int i = 0; i < heats.size(); i++) {
            batch.append(i, List.of(Value.of(heats.get(i))));
        }
        table.apply(batch);

        List<Group> all = groups(by(Level.all(bins(Optional.empty(), Optional.empty()))));
        List<Group> some = groups(by(Level.all(bins(Optional.of(0.0), Optional.of(10.0)))));

        assertThat(all)
                .containsExactly(
                        group(1, Value.of(-1.0)),
                        group(2, Value.of(0.0)),
                        group(1, Value.of(1.0)),
                        group(1, Value.of(2.0)));
        assertThat(some).containsExactly(group(2, Value.of(0.0)), group(1, Value.of(1.0)));
    }

    @Test
    void groupsWholeNumbersBySpans() {
        table.apply(
                of(COUNT, 1)
                        .append(1, one(-1))
                        .append(2, one(59))
                        .append(3, one(60))
                        .append(4, one(Long.MIN_VALUE))
                        .append(5, one(Long.MAX_VALUE)));
        GroupKey spans = new GroupKey.Spans("count", 60, Optional.empty(), Optional.empty());

        List<Group> groups = groups(by(Level.all(spans)));

        assertThat(groups)
                .containsExactly(
                        group(1, Value.of(-60L)),
                        group(1, Value.of(0L)),
                        group(1, Value.of(60L)),
                        group(1, Value.of(Long.MAX_VALUE - 7)));
    }

    @Test
    void groupsMomentsByTheCalendar() {
        long march = 1_709_251_200_000L;
        long lastOfFebruary = march - 1;
        table.apply(of(COUNT, 1).append(1, one(march)).append(2, one(lastOfFebruary)));
        table.apply(of(COUNT, 2).append(3, one(Long.MAX_VALUE)).append(4, one(-62135596800000L)));

        List<Group> groups = groups(by(Level.all(months())));

        assertThat(groups)
                .containsExactly(
                        group(1, Value.of(-62135596800000L)),
                        group(1, Value.of(1_706_745_600_000L)),
                        group(1, Value.of(march)));
    }

    @Test
    void groupsByConditionsThatMayBothHold() {
        table.apply(of(COUNT, 1).append(1, one(1)).append(2, one(2)).append(3, one(3)));
        GroupKey cases =
                new GroupKey.Cases(
                        List.of(
                                Condition.atLeast("count", Value.of(2L)),
                                Condition.NONE,
                                Condition.ALL));

        List<Group> groups = groups(by(Level.all(cases)));

        assertThat(groups).containsExactly(group(2, Value.of(0L)), group(3, Value.of(2L)));
    }

    @Test
    void measuresEachValueOfLists() {
        Value list = new Value.Many(List.of(Value.of(1L), Value.of(2L), Value.of(2L)));
        table.apply(
                of(COUNTS, 1)
                        .append(1, List.of(list))
                        .append(2, List.of(new Value.Many(List.of())))
                        .append(3, List.of(Value.absent())));

        List<Group> groups =
                groups(
                        new Grouping(
                                Condition.ALL,
                                List.of(),
                                List.of(
                                        new Measure(Measure.Figure.VALUES, "counts"),
                                        new Measure(Measure.Figure.SUM, "counts"),
                                        new Measure(Measure.Figure.MAX, "counts")),
                                1));

        assertThat(groups.getFirst().figures())
                .containsExactly(Optional.of(3.0), Optional.of(5.0), Optional.of(2.0));
    }

    @Test
    void compactsToTheSame() {
        table.apply(of(COUNT, 1).append(1, one(1)).append(2, one(2)).append(3, one(3)));
        table.apply(of(COUNT, 2).drop(1).drop(2));

        table.compact();

        assertThat(rows(Condition.ALL)).containsExactly(3L);
        assertThat(table.cursor()).hasValue(2);
    }

    private static GroupKey months() {
        return new GroupKey.Calendar(
                "count", GroupKey.CalendarUnit.MONTH, Optional.empty(), Optional.empty());
    }

    private static GroupKey bins(Optional<Double> min, Optional<Double> max) {
        return new GroupKey.Bins("heat", 10, min, max);
    }

    private static Value labels(String... labels) {
        return new Value.Many(List.of(labels).stream().map(Value::of).toList());
    }

    private static Grouping by(Level... levels) {
        return new Grouping(Condition.ALL, List.of(levels), List.of(), 100);
    }

    private static Group group(long rows, Value.Single... keys) {
        return new Group(List.of(keys), rows, List.of());
    }

    private static ColumnBatch of(Column column, long cursor) {
        return new ColumnBatch(List.of(column), cursor);
    }

    private static List<Value> one(long number) {
        return List.of(Value.of(number));
    }

    private List<Group> groups(Grouping grouping) {
        return table.read(reader -> reader.groups(grouping));
    }

    private List<Long> rows(Condition where) {
        return table.read(reader -> reader.first(where, List.of(), 100));
    }

    private List<Long> ordered(SortKey... order) {
        return ordered(table, order);
    }

    /// All rows in an order: each time one more is asked for.
    protected static List<Long> ordered(ColumnTable asked, SortKey... order) {
        return asked.read(
                reader -> {
                    Set<Long> ordered = new LinkedHashSet<>();
                    for (int limit = 1; limit <= reader.count(Condition.ALL); limit++) {
                        List<Long> first = reader.first(Condition.ALL, List.of(order), limit);
                        assertThat(first).hasSize(limit).isSorted().containsAll(ordered);
                        ordered.addAll(first);
                    }
                    return List.copyOf(ordered);
                });
    }

    private long count(Condition where) {
        return table.read(reader -> reader.count(where));
    }
}
