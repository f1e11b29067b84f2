package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.Reader.Direction;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Orders and pages.
public abstract class ListContract extends TablesContract {
    private static final Field AT = Field.path("doc", "a");

    @Test
    void ordersByKeyWithoutASort() {
        named(3, Cell.none());
        named(-1, Cell.none());
        named(2, Cell.none());

        assertThat(ids(Query.of("things", 5))).containsExactly(-1L, 2L, 3L);
    }

    @Test
    void ordersTextByCodePointsWithAbsentFirst() {
        named(1, Cell.of("\uFFFD"));
        named(2, Cell.of("\uD83D\uDC1B"));
        named(3, Cell.none());
        named(4, Cell.of(""));
        named(5, Cell.of("Z"));
        named(6, Cell.of("a"));

        assertThat(ids(Query.of("things", 9).sort(Sort.ascending("name"))))
                .containsExactly(3L, 4L, 5L, 6L, 1L, 2L);
        assertThat(ids(Query.of("things", 9).sort(Sort.descending("name"))))
                .containsExactly(2L, 1L, 6L, 5L, 4L, 3L);
    }

    @Test
    void ordersWhatStandsInJsonByKindAndWorth() {
        thing(1, "{\"a\":true}");
        thing(2, "{\"a\":\"10\"}");
        thing(3, "{\"a\":9}");
        thing(4, "{\"a\":10}");
        thing(5, "{\"a\":[1]}");
        thing(6, "{\"a\":9.5}");
        thing(7, "{\"a\":false}");

        assertThat(ids(Query.of("things", 9).sort(new Sort(AT, Direction.ASCENDING))))
                .containsExactly(5L, 3L, 6L, 4L, 2L, 7L, 1L);
    }

    @Test
    void breaksTiesByKeyInTheDirectionOfTheLastSort() {
        record("at://a", "c", "{}", 5);
        record("at://b", "c", "{}", 5);
        record("at://c", "c", "{}", 6);

        assertThat(uris(Query.of("records", 9).sort(Sort.descending("created"))))
                .containsExactly("at://c", "at://b", "at://a");
        assertThat(uris(Query.of("records", 9).sort(Sort.ascending("created"))))
                .containsExactly("at://a", "at://b", "at://c");
    }

    @Test
    void goesOnAfterThePageBefore() {
        for (int i = 0; i < 10; i++) {
            record("at://" + i, "c", "{}", i / 3);
        }
        Query query =
                Query.of("records", 4)
                        .where(Filter.eq("collection", "c"))
                        .sort(Sort.descending("created"));

        assertThat(pages(query))
                .containsExactly(
                        List.of("at://9", "at://8", "at://7", "at://6"),
                        List.of("at://5", "at://4", "at://3", "at://2"),
                        List.of("at://1", "at://0"));
    }

    @Test
    void hasNoNextPageWhenTheLastIsFull() {
        record("at://a", "c", "{}", 1);
        record("at://b", "c", "{}", 1);

        assertThat(tables().list(Query.of("records", 2)).next()).isEmpty();
        assertThat(tables().list(Query.of("records", 1)).next())
                .contains(new Position(List.of(Cell.of("at://a"))));
    }

    @Test
    void goesOnAmongWhatIsAbsentInBothDirections() {
        for (int i = 0; i < 6; i++) {
            named(i, i % 2 == 0 ? Cell.none() : Cell.of("n" + i / 4));
        }

        assertThat(walk(Query.of("things", 1).sort(Sort.ascending("name"))))
                .containsExactly(0L, 2L, 4L, 1L, 3L, 5L);
        assertThat(walk(Query.of("things", 1).sort(Sort.descending("name"))))
                .containsExactly(5L, 3L, 1L, 4L, 2L, 0L);
    }

    @Test
    void goesOnWhereDirectionsDiffer() {
        for (int i = 0; i < 6; i++) {
            record("at://" + i, "c" + i % 2, "{}", i / 2);
        }
        Query query =
                Query.of("records", 1)
                        .sort(Sort.descending("collection"), Sort.ascending("created"));

        assertThat(pages(query).stream().flatMap(List::stream))
                .containsExactly("at://1", "at://3", "at://5", "at://0", "at://2", "at://4");
    }

    @Test
    void goesOnOverKindsInJson() {
        List<String> values = List.of("1", "\"x\"", "true", "null", "{}", "1.5", "false", "\"\"");
        for (int i = 0; i < values.size(); i++) {
            thing(i, "{\"a\":" + values.get(i) + "}");
        }
        Query ascending = Query.of("things", 1).sort(new Sort(AT, Direction.ASCENDING));
        Query descending = Query.of("things", 3).sort(new Sort(AT, Direction.DESCENDING));

        assertThat(walk(ascending)).containsExactly(3L, 4L, 0L, 5L, 7L, 1L, 6L, 2L);
        assertThat(walk(descending)).containsExactly(2L, 6L, 1L, 7L, 5L, 0L, 4L, 3L);
    }

    @Test
    void seesRowsThatCameBehindThePosition() {
        record("at://a", "c", "{}", 1);
        record("at://c", "c", "{}", 1);
        Query query = Query.of("records", 1);
        Position after = tables().list(query).next().orElseThrow();

        record("at://b", "c", "{}", 1);

        assertThat(uris(query.after(after))).containsExactly("at://b");
    }

    @Test
    void refusesAPositionOfAnotherList() {
        Query query = Query.of("records", 1).sort(Sort.descending("created"));

        refuses(query, Cell.of(1));
        refuses(query, Cell.of("1"), Cell.of("at://a"));
        refuses(query, Cell.none(), Cell.of("at://a"));
        refuses(query, Cell.of(1), Cell.of("\uD800"));
        refuses(Query.of("things", 1).sort(new Sort(AT, Direction.ASCENDING)), Cell.json("1"));
    }

    @Test
    void endsAPageWhereItsBytesEnd() {
        String long100 = "{\"a\":\"" + "x".repeat(150) + "\"}";
        for (int i = 0; i < 12; i++) {
            record("at://" + i, "c", long100, i);
        }

        Page page = tables().list(Query.of("records", 20));

        assertThat(page.rows()).hasSizeBetween(5, 8);
        assertThat(page.next()).isPresent();
    }

    private void refuses(Query query, Cell... values) {
        Query next = query.after(new Position(List.of(values)));

        assertThatThrownBy(() -> tables().list(next)).isInstanceOf(PositionException.class);
    }

    private List<List<String>> pages(Query query) {
        List<List<String>> pages = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        do {
            Page page = tables().list(after.map(query::after).orElse(query));
            pages.add(uris(page.rows()));
            after = page.next();
        } while (after.isPresent());
        return pages;
    }

    private List<Long> walk(Query query) {
        List<Long> ids = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        do {
            Page page = tables().list(after.map(query::after).orElse(query));
            page.rows().forEach(row -> ids.add(row.integer("id")));
            after = page.next();
        } while (after.isPresent());
        return ids;
    }
}
