package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.StoreClosedException;
import chancery.store.table.Tables.Applied;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Writing rows, the cursor that goes with them, and reading them back.
public abstract class RowsContract extends TablesContract {
    @Test
    void givesBackEachKindOfCell() {
        List<Cell> cells =
                List.of(
                        Cell.of(Long.MIN_VALUE),
                        Cell.of("a\0b \uD83D\uDC1B"),
                        Cell.of(-0.0),
                        new Cell.Flag(true),
                        Cell.of(new byte[] {0, -1}),
                        Cell.json("{ \"a\":1.50}"));

        tables().apply(new TableBatch().upsert("things", cells.toArray(Cell[]::new)));

        Row row = tables().get("things", RowKey.of(Cell.of(Long.MIN_VALUE))).orElseThrow();
        assertThat(row.cells()).isEqualTo(cells);
    }

    @Test
    void givesBackAbsentCellsAndEmptyText() {
        named(1, Cell.none());
        named(2, Cell.of(""));

        assertThat(
                        tables().get("things", RowKey.of(Cell.of(1)))
                                .orElseThrow()
                                .cells()
                                .subList(1, 6))
                .containsOnly(Cell.none());
        assertThat(tables().get("things", RowKey.of(Cell.of(2))).orElseThrow().cell("name"))
                .isEqualTo(Cell.of(""));
    }

    @Test
    void writesARowInsteadOfTheOneWithItsKey() {
        record("at://a", "c", "{\"v\":1}", 1);
        record("at://a", "d", "{\"v\":2}", 2);

        List<Row> rows = tables().list(Query.of("records", 5)).rows();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().text("collection")).isEqualTo("d");
        assertThat(rows.getFirst().json("record")).isEqualTo("{\"v\":2}");
    }

    @Test
    void writesARowThatIsAllKeyTwice() {
        tables().apply(link(link(new TableBatch(), "a", "b"), "a", "b"));

        assertThat(tables().list(Query.of("links", 5)).rows()).hasSize(1);
    }

    @Test
    void doesTheChangesOfABatchInTheirOrder() {
        TableBatch batch = link(new TableBatch(), "a", "b");
        batch.delete("links", RowKey.of(Cell.of("a"), Cell.of("b")));
        link(batch, "a", "c").deleteWhere("links", Filter.eq("source", "a"));
        link(batch, "a", "d");

        tables().apply(batch);

        assertThat(tables().list(Query.of("links", 5)).rows())
                .extracting(row -> row.text("target"))
                .containsExactly("d");
    }

    @Test
    void deletesWhatPassesAFilterAndNothingElse() {
        tables().apply(link(link(link(new TableBatch(), "a", "1"), "a", "2"), "b", "1"));

        tables().apply(new TableBatch().deleteWhere("links", Filter.eq("source", "a")));

        assertThat(tables().list(Query.of("links", 5)).rows())
                .extracting(row -> row.text("source"))
                .containsExactly("b");
    }

    @Test
    void leavesNothingOfABatchThatBreaksTheSchema() {
        TableBatch batch =
                link(new TableBatch(), "a", "b").upsert("links", Cell.of("a"), Cell.none());

        assertThatThrownBy(() -> tables().apply(batch))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(tables().list(Query.of("links", 5)).rows()).isEmpty();
    }

    @Test
    void hasNoCursorAtFirst() {
        assertThat(tables().cursor("local")).isEmpty();
    }

    @Test
    void movesTheCursorWithTheRows() {
        Applied applied = tables().apply(link(new TableBatch(), "a", "b").reached("local", 7));

        assertThat(applied).isEqualTo(Applied.APPLIED);
        assertThat(tables().cursor("local")).hasValue(7);
        assertThat(tables().cursor("other")).isEmpty();
    }

    @Test
    void doesNothingOfABatchThatTheCursorHasPassed() {
        tables().apply(new TableBatch().reached("local", 7));

        assertThat(tables().apply(link(new TableBatch(), "a", "b").reached("local", 7)))
                .isEqualTo(Applied.KNOWN);
        assertThat(tables().apply(link(new TableBatch(), "a", "b").reached("local", 6)))
                .isEqualTo(Applied.KNOWN);

        assertThat(tables().list(Query.of("links", 5)).rows()).isEmpty();
        assertThat(tables().cursor("local")).hasValue(7);
    }

    @Test
    void keepsCursorsApart() {
        tables().apply(new TableBatch().reached("local", 7));
        tables().apply(new TableBatch().reached("relay", 3));

        assertThat(tables().cursor("local")).hasValue(7);
        assertThat(tables().cursor("relay")).hasValue(3);
    }

    @Test
    void clearsRowsSearchesAndCursors() {
        record("at://a", "c", "{\"title\":\"hello\"}", 1);
        tables().apply(new TableBatch().reached("local", 7));

        tables().clear();

        assertThat(tables().list(Query.of("records", 5)).rows()).isEmpty();
        assertThat(tables().cursor("local")).isEmpty();
        record("at://b", "c", "{\"title\":\"hello\"}", 1);
        Field title = Field.path("record", "title");
        assertThat(uris(tables().search(new Search("records", Filter.all(), title, "hell", 5))))
                .containsExactly("at://b");
    }

    @Test
    void refusesEverythingOnceClosed() {
        tables().close();
        tables().close();

        assertThatThrownBy(() -> tables().cursor("local")).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> tables().apply(new TableBatch()))
                .isInstanceOf(StoreClosedException.class);
    }
}
