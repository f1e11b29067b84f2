package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Filter.Op;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Filters over columns and over places in JSON.
public abstract class FilterContract extends TablesContract {
    private static final Field NAME = Field.of("name");
    private static final Field AT = Field.path("doc", "a");

    /// Things whose `a` is of every kind; what holds no value is 7 to 10.
    @BeforeEach
    void writeThings() {
        List<String> docs =
                List.of(
                        "{\"a\":1}",
                        "{\"a\":2.5}",
                        "{\"a\":\"1\"}",
                        "{\"a\":\"Zoë 100%\"}",
                        "{\"a\":true}",
                        "{\"a\":false}",
                        "{\"a\":null}",
                        "{}",
                        "{\"a\":{\"b\":[1,{\"c\":\"deep\"}]}}",
                        "[]");
        for (int i = 0; i < docs.size(); i++) {
            thing(i + 1, docs.get(i));
        }
        named(11, Cell.of("x"));
    }

    @Test
    void comparesNumbersWithNumbersAlone() {
        assertThat(ids(compare(Op.EQ, Cell.of(1)))).containsExactly(1L);
        assertThat(ids(compare(Op.EQ, Cell.of(1.0)))).containsExactly(1L);
        assertThat(ids(compare(Op.GT, Cell.of(1)))).containsExactly(2L);
        assertThat(ids(compare(Op.GE, Cell.of(1)))).containsExactly(1L, 2L);
        assertThat(ids(compare(Op.LT, Cell.of(2)))).containsExactly(1L);
        assertThat(ids(compare(Op.LE, Cell.of(2.5)))).containsExactly(1L, 2L);
    }

    @Test
    void comparesTextWithTextAlone() {
        assertThat(ids(compare(Op.EQ, Cell.of("1")))).containsExactly(3L);
        assertThat(ids(compare(Op.GT, Cell.of("1")))).containsExactly(4L);
        assertThat(ids(compare(Op.GE, Cell.of("")))).containsExactly(3L, 4L);
        assertThat(ids(compare(Op.LT, Cell.of("zz")))).containsExactly(3L, 4L);
        assertThat(ids(compare(Op.LE, Cell.of("1")))).containsExactly(3L);
    }

    @Test
    void comparesBooleansWithBooleansAlone() {
        assertThat(ids(compare(Op.EQ, new Cell.Flag(true)))).containsExactly(5L);
        assertThat(ids(compare(Op.LT, new Cell.Flag(true)))).containsExactly(6L);
        assertThat(ids(compare(Op.GE, new Cell.Flag(false)))).containsExactly(5L, 6L);
    }

    @Test
    void countsAnotherKindAsDifferentAndAbsenceAsNothing() {
        assertThat(ids(compare(Op.NE, Cell.of(1)))).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void isTrueOfTheNegationWhenTheComparisonIsFalse() {
        assertThat(ids(Filter.not(compare(Op.GT, Cell.of(1)))))
                .containsExactly(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(ids(Filter.not(Filter.not(compare(Op.GT, Cell.of(1)))))).containsExactly(2L);
    }

    @Test
    void findsWhatIsAbsent() {
        assertThat(ids(new Filter.Absent(AT))).containsExactly(7L, 8L, 10L, 11L);
        assertThat(ids(Filter.present(AT))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 9L);
        assertThat(ids(Filter.present(NAME))).containsExactly(11L);
        assertThat(ids(new Filter.Absent(Field.of("doc")))).containsExactly(11L);
    }

    @Test
    void followsAPathThroughObjectsAndArrays() {
        Field deep =
                new Field.Path(
                        "doc",
                        List.of(
                                new Field.Step.Name("a"),
                                new Field.Step.Name("b"),
                                new Field.Step.Index(1),
                                new Field.Step.Name("c")));

        assertThat(ids(Filter.compare(deep, Op.EQ, Cell.of("deep")))).containsExactly(9L);
    }

    @Test
    void findsOneOfSeveralValues() {
        Filter some = new Filter.In(AT, List.of(Cell.of(1), Cell.of("1"), new Cell.Flag(false)));

        assertThat(ids(some)).containsExactly(1L, 3L, 6L);
        assertThat(ids(new Filter.In(AT, List.of()))).isEmpty();
        assertThat(ids(new Filter.In(NAME, List.of(Cell.of(1))))).isEmpty();
    }

    @Test
    void findsTextByItsBeginning() {
        assertThat(ids(new Filter.Prefix(AT, "Zo"))).containsExactly(4L);
        assertThat(ids(new Filter.Prefix(AT, "zo"))).isEmpty();
        assertThat(ids(new Filter.Prefix(AT, ""))).containsExactly(3L, 4L);
        assertThat(ids(new Filter.Prefix(NAME, "x"))).containsExactly(11L);
        assertThat(ids(new Filter.Prefix(NAME, ""))).containsExactly(11L);
    }

    @Test
    void findsPrefixesAtTheEndsOfUnicode() {
        named(20, Cell.of("\uD7FFa"));
        named(21, Cell.of("\uDBFF\uDFFFa"));
        named(22, Cell.of("\uE000"));

        assertThat(ids(new Filter.Prefix(NAME, "\uD7FF"))).containsExactly(20L);
        assertThat(ids(new Filter.Prefix(NAME, "\uDBFF\uDFFF"))).containsExactly(21L);
    }

    @Test
    void findsTextWithinTextAsItStandsWithoutCase() {
        assertThat(ids(new Filter.Contains(AT, "ZOË"))).containsExactly(4L);
        assertThat(ids(new Filter.Contains(AT, "0%"))).containsExactly(4L);
        assertThat(ids(new Filter.Contains(AT, "1%0"))).isEmpty();
        assertThat(ids(new Filter.Contains(AT, "Zo_"))).isEmpty();
        assertThat(ids(new Filter.Contains(AT, ""))).containsExactly(3L, 4L);
        assertThat(ids(new Filter.Contains(NAME, "X"))).containsExactly(11L);
        assertThat(ids(new Filter.Contains(Field.of("id"), "1"))).isEmpty();
    }

    @Test
    void findsTextByPatternsWithoutCase() {
        named(30, Cell.of("Straße 7"));
        named(31, Cell.of("100%"));

        assertThat(ids(new Filter.Like(NAME, "sTRA_e%"))).containsExactly(30L);
        assertThat(ids(new Filter.Like(NAME, "%7"))).containsExactly(30L);
        assertThat(ids(new Filter.Like(NAME, "_00_"))).containsExactly(31L);
        assertThat(ids(new Filter.Like(NAME, "00"))).isEmpty();
        assertThat(ids(new Filter.Like(AT, "%"))).containsExactly(3L, 4L);
        assertThat(ids(new Filter.Like(Field.of("id"), "%"))).isEmpty();
    }

    @Test
    void joinsFilters() {
        Filter number = compare(Op.GT, Cell.of(0));
        Filter text = compare(Op.GE, Cell.of(""));

        assertThat(ids(Filter.or(number, text))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(ids(Filter.and(number, compare(Op.LT, Cell.of(2))))).containsExactly(1L);
        assertThat(ids(Filter.and(number, text))).isEmpty();
        assertThat(ids(Filter.or())).isEmpty();
        assertThat(ids(Filter.and())).hasSize(11);
        assertThat(ids(Filter.not(Filter.and(number, text)))).hasSize(11);
    }

    @Test
    void comparesColumnsByTheirKind() {
        assertThat(ids(Filter.compare(NAME, Op.EQ, Cell.of("x")))).containsExactly(11L);
        assertThat(ids(Filter.compare(Field.of("id"), Op.EQ, Cell.of("1")))).isEmpty();
        assertThat(ids(Filter.compare(NAME, Op.NE, Cell.of(5)))).containsExactly(11L);
        assertThat(ids(Filter.compare(Field.of("id"), Op.GT, Cell.of(9.5))))
                .containsExactly(10L, 11L);
        assertThat(ids(Filter.compare(Field.of("id"), Op.EQ, new Cell.Flag(true)))).isEmpty();
    }

    @Test
    void comparesBigIntegersExactly() {
        thing(30, "{\"a\":9007199254740993}");
        thing(31, "{\"a\":9223372036854775807}");
        thing(32, "{\"a\":18446744073709551616}");

        assertThat(ids(compare(Op.EQ, Cell.of(9007199254740993L)))).containsExactly(30L);
        assertThat(ids(compare(Op.EQ, Cell.of(9007199254740992L)))).isEmpty();
        assertThat(ids(compare(Op.GT, Cell.of(Long.MAX_VALUE)))).containsExactly(32L);
        assertThat(ids(compare(Op.EQ, Cell.of(0x1p64)))).containsExactly(32L);
    }

    @Test
    void findsTextWithAZeroInIt() {
        thing(40, "{\"a\":\"x\\u0000y\"}");
        named(41, Cell.of("x\0y"));

        assertThat(ids(compare(Op.EQ, Cell.of("x\0y")))).containsExactly(40L);
        assertThat(ids(compare(Op.EQ, Cell.of("x")))).isEmpty();
        assertThat(ids(new Filter.Contains(AT, "\0Y"))).containsExactly(40L);
        assertThat(ids(Filter.compare(NAME, Op.EQ, Cell.of("x\0y")))).containsExactly(41L);
    }

    @Test
    void findsMembersWithUnusualNames() {
        thing(50, "{\"\\u0061\":77, \"a b'c\":78, \"x.y[0]\":79}");

        assertThat(ids(compare(Op.EQ, Cell.of(77)))).containsExactly(50L);
        assertThat(ids(Filter.compare(Field.path("doc", "a b'c"), Op.EQ, Cell.of(78))))
                .containsExactly(50L);
        assertThat(ids(Filter.compare(Field.path("doc", "x.y[0]"), Op.EQ, Cell.of(79))))
                .containsExactly(50L);
    }

    private static Filter compare(Op op, Cell value) {
        return Filter.compare(AT, op, value);
    }
}
