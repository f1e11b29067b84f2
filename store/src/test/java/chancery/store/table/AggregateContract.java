package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Grouping.Group;
import chancery.store.table.Grouping.GroupOrder;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Counts, extremes and sums, by group.
public abstract class AggregateContract extends TablesContract {
    private static final Field N = Field.path("doc", "n");
    private static final Field G = Field.path("doc", "g");

    @BeforeEach
    void writeThings() {
        List<String> docs =
                List.of(
                        "{\"g\":\"a\",\"n\":1}",
                        "{\"g\":\"a\",\"n\":2.5}",
                        "{\"g\":\"b\",\"n\":\"text\"}",
                        "{\"g\":\"b\",\"n\":2.5}",
                        "{\"g\":\"b\"}",
                        "{\"g\":true,\"n\":true}",
                        "{\"g\":1,\"n\":{}}",
                        "{\"g\":1.0,\"n\":-4}",
                        "{}");
        for (int i = 0; i < docs.size(); i++) {
            thing(i, docs.get(i));
        }
    }

    @Test
    void countsRowsValuesAndDifferentValues() {
        assertThat(
                        over(
                                new Aggregate.Count(),
                                new Aggregate.Present(N),
                                new Aggregate.Distinct(N),
                                new Aggregate.Present(Field.of("doc")),
                                new Aggregate.Present(Field.of("name"))))
                .containsExactly(Cell.of(9), Cell.of(7), Cell.of(5), Cell.of(9), Cell.of(0));
    }

    @Test
    void findsExtremesInTheOrderOfCells() {
        assertThat(over(new Aggregate.Min(N), new Aggregate.Max(N), new Aggregate.Max(G)))
                .containsExactly(Cell.of(-4), new Cell.Flag(true), new Cell.Flag(true));
        assertThat(over(new Aggregate.Min(Field.of("id")), new Aggregate.Max(Field.of("name"))))
                .containsExactly(Cell.of(0), Cell.none());
    }

    @Test
    void sumsNumbersAndNothingElse() {
        assertThat(
                        over(
                                new Aggregate.Sum(N),
                                new Aggregate.Avg(N),
                                new Aggregate.Sum(Field.of("id")),
                                new Aggregate.Sum(Field.of("name")),
                                new Aggregate.Avg(Field.of("name"))))
                .containsExactly(
                        Cell.of(2.0), Cell.of(0.5), Cell.of(36.0), Cell.none(), Cell.none());
    }

    @Test
    void saysNothingOfSumsTooLargeForANumber() {
        thing(20, "{\"n\":1e308}");
        thing(21, "{\"n\":1e308}");

        assertThat(over(new Aggregate.Sum(N))).containsExactly(Cell.none());
    }

    @Test
    void hasOneGroupOfNothing() {
        Grouping none = Grouping.count("things", Filter.or());

        assertThat(tables().aggregate(none))
                .containsExactly(new Group(List.of(), List.of(Cell.of(0))));
    }

    @Test
    void groupsByValue() {
        Grouping grouping = grouping(GroupOrder.BY_VALUES, 9);

        assertThat(tables().aggregate(grouping))
                .containsExactly(
                        group(Cell.none(), 1),
                        group(Cell.of(1), 2),
                        group(Cell.of("a"), 2),
                        group(Cell.of("b"), 3),
                        group(new Cell.Flag(true), 1));
    }

    @Test
    void givesTheLargestGroupsFirst() {
        assertThat(tables().aggregate(grouping(GroupOrder.LARGEST_FIRST, 3)))
                .containsExactly(
                        group(Cell.of("b"), 3), group(Cell.of(1), 2), group(Cell.of("a"), 2));
    }

    @Test
    void groupsByColumnsOfEachKind() {
        tables().clear();
        tables().apply(
                        new TableBatch()
                                .upsert(
                                        "things",
                                        Cell.of(1),
                                        Cell.of("x"),
                                        Cell.of(1.5),
                                        new Cell.Flag(false),
                                        Cell.of(new byte[] {1}),
                                        Cell.none()));
        List<Field> by =
                List.of(Field.of("name"), Field.of("size"), Field.of("live"), Field.of("body"));
        Grouping grouping =
                new Grouping(
                        "things",
                        Filter.all(),
                        by,
                        List.of(new Aggregate.Max(Field.of("live"))),
                        GroupOrder.BY_VALUES,
                        5);

        assertThat(tables().aggregate(grouping))
                .containsExactly(
                        new Group(
                                List.of(
                                        Cell.of("x"),
                                        Cell.of(1.5),
                                        new Cell.Flag(false),
                                        Cell.of(new byte[] {1})),
                                List.of(new Cell.Flag(false))));
    }

    private static Grouping grouping(GroupOrder order, int limit) {
        return new Grouping(
                "things", Filter.all(), List.of(G), List.of(new Aggregate.Count()), order, limit);
    }

    private static Group group(Cell by, long count) {
        return new Group(List.of(by), List.of(Cell.of(count)));
    }

    private List<Cell> over(Aggregate... aggregates) {
        Grouping grouping =
                new Grouping(
                        "things",
                        Filter.all(),
                        List.of(),
                        List.of(aggregates),
                        GroupOrder.BY_VALUES,
                        1);
        return tables().aggregate(grouping).getFirst().aggregates();
    }
}
