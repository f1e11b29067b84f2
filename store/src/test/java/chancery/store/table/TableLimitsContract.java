package chancery.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.store.table.Grouping.GroupOrder;
import chancery.store.table.Tables.Applied;
import chancery.store.table.value.Cell;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.stream.Stream;

/// Each limit of tables at its edge, and what does not fit the schema.
public abstract class TableLimitsContract extends TablesContract {
    private static final Field AT = Field.path("doc", "a");

    @Test
    void acceptsACellOfTheLargestSizeAndNoLarger() {
        accepts(named(Cell.of("é".repeat(LIMITS.cellBytes() / 2))));
        accepts(named(Cell.of("x".repeat(LIMITS.cellBytes() - 1))));
        refuses(named(Cell.of("é".repeat(LIMITS.cellBytes() / 2) + "x")));
        accepts(document('"' + "x".repeat(LIMITS.cellBytes() - 2) + '"'));
        refuses(document('"' + "x".repeat(LIMITS.cellBytes() - 1) + '"'));
    }

    @Test
    void acceptsAsManyChangesAsAllowedAndNoMore() {
        accepts(changes(LIMITS.batchChanges() - 1));
        accepts(changes(LIMITS.batchChanges()));
        refuses(changes(LIMITS.batchChanges() + 1));
    }

    @Test
    void acceptsAsManyBytesAsAllowedAndNoMore() {
        accepts(bytesInAll((int) LIMITS.batchBytes() - 1));
        accepts(bytesInAll((int) LIMITS.batchBytes()));
        refuses(bytesInAll((int) LIMITS.batchBytes() + 1));
    }

    @Test
    void readsAsManyRowsAsAllowedAndNoMore() {
        int max = LIMITS.pageRows();

        allows(() -> tables().list(Query.of("things", 1)));
        allows(() -> tables().list(Query.of("things", max)));
        refuses(() -> tables().list(Query.of("things", max + 1)));
        refuses(() -> tables().list(Query.of("things", 0)));
        allows(() -> tables().search(search("abc", max)));
        refuses(() -> tables().search(search("abc", max + 1)));
        allows(() -> tables().aggregate(grouping(1, 1, max)));
        refuses(() -> tables().aggregate(grouping(1, 1, max + 1)));
    }

    @Test
    void acceptsFiltersOfTheLargestSizeAndNoLarger() {
        int max = LIMITS.filterNodes();

        allows(() -> ids(alternatives(max - 1)));
        refuses(() -> ids(alternatives(max)));
        allows(() -> ids(new Filter.In(AT, Collections.nCopies(max - 1, Cell.of(1)))));
        refuses(() -> ids(new Filter.In(AT, Collections.nCopies(max, Cell.of(1)))));
    }

    @Test
    void acceptsFiltersOfTheGreatestDepthAndNoDeeper() {
        allows(() -> ids(deep(LIMITS.filterDepth() - 1)));
        allows(() -> ids(deep(LIMITS.filterDepth())));
        refuses(() -> ids(deep(LIMITS.filterDepth() + 1)));
    }

    @Test
    void acceptsAsManyLevelsAsAllowedAndNoMore() {
        int max = TableLimits.LEVELS_MAX;

        allows(() -> tables().list(Query.of("things", 1).sort(levels(max))));
        refuses(() -> tables().list(Query.of("things", 1).sort(levels(max + 1))));
        allows(() -> tables().aggregate(grouping(max, max, 1)));
        refuses(() -> tables().aggregate(grouping(max + 1, 1, 1)));
        refuses(() -> tables().aggregate(grouping(1, max + 1, 1)));
        refuses(() -> tables().aggregate(grouping(1, 0, 1)));
    }

    @Test
    void looksForTextOfTheGreatestLengthAndNoLonger() {
        int max = LIMITS.searchUnits();

        allows(() -> tables().search(search("x".repeat(max), 1)));
        refuses(() -> tables().search(search("x".repeat(max + 1), 1)));
        refuses(() -> tables().search(search("", 1)));
        refuses(() -> tables().search(search("\uDC00", 1)));
    }

    @Test
    void refusesCursorNamesThatAreEmptyOrLong() {
        accepts(new TableBatch().reached("x".repeat(200), 1));
        refuses(new TableBatch().reached("x".repeat(201), 1));
        refuses(() -> tables().cursor(""));
    }

    @Test
    void refusesCellsThatDoNotFitTheirColumn() {
        refuses(named(Cell.of(1)));
        refuses(named(Cell.of("\uD800")));
        refuses(named(Cell.of("\uDC00\uD800")));
        refuses(new TableBatch().upsert("links", Cell.none(), Cell.of("b")));
        refuses(new TableBatch().upsert("links", Cell.of("a")));
        refuses(new TableBatch().delete("links", RowKey.of("a")));
        refuses(new TableBatch().delete("nowhere", RowKey.of("a")));
    }

    @Test
    void refusesDocumentsThatAreNotJson() {
        accepts(document(" [1, {\"a\": null}] "));
        refuses(document(""));
        refuses(document("{\"a\":1,\"a\":2}"));
        refuses(document("\"\\ud800\""));
        refuses(document("1e999"));
    }

    @Test
    void refusesFieldsThatDoNotFitTheTable() {
        refuses(() -> ids(new Filter.Absent(Field.of("nowhere"))));
        refuses(() -> ids(new Filter.Absent(Field.path("name", "a"))));
        refuses(() -> ids(Filter.eq("doc", "{}")));
        refuses(() -> ids(Query.of("things", 1).sort(Sort.ascending("doc"))));
        refuses(() -> Filter.compare(AT, Filter.Op.EQ, Cell.none()));
        refuses(() -> Field.path("doc", "a\"b"));
        refuses(() -> Field.path("doc", ""));
        refuses(() -> new Field.Step.Index(-1));
    }

    private static TableBatch named(Cell name) {
        return thing(new TableBatch(), 1, name, Cell.none());
    }

    private static TableBatch document(String json) {
        return thing(new TableBatch(), 1, Cell.none(), Cell.json(json));
    }

    private static TableBatch changes(int count) {
        TableBatch batch = new TableBatch();
        for (int i = 0; i < count; i++) {
            batch.delete("links", RowKey.of(Cell.of("a"), Cell.of("b" + i)));
        }
        return batch;
    }

    /// Links of 200 bytes each, and a last one that makes the sum.
    private static TableBatch bytesInAll(int bytes) {
        TableBatch batch = new TableBatch();
        int left = bytes;
        while (left > 200) {
            link(batch, "s".repeat(100), "t".repeat(100));
            left -= 200;
        }
        return link(batch, "", "t".repeat(left));
    }

    private static Filter alternatives(int count) {
        return new Filter.Or(Collections.nCopies(count, new Filter.Absent(AT)));
    }

    private static Filter deep(int depth) {
        return depth == 1 ? new Filter.Absent(AT) : Filter.not(deep(depth - 1));
    }

    private static Sort[] levels(int count) {
        return Stream.generate(() -> Sort.ascending("name")).limit(count).toArray(Sort[]::new);
    }

    private static Grouping grouping(int by, int aggregates, int limit) {
        return new Grouping(
                "things",
                Filter.all(),
                Collections.nCopies(by, AT),
                Collections.nCopies(aggregates, new Aggregate.Count()),
                GroupOrder.BY_VALUES,
                limit);
    }

    private static Search search(String text, int limit) {
        return new Search("things", Filter.all(), AT, text, limit);
    }

    private void accepts(TableBatch batch) {
        assertThat(tables().apply(batch)).isEqualTo(Applied.APPLIED);
    }

    private void refuses(TableBatch batch) {
        refuses(() -> tables().apply(batch));
    }

    private static void allows(ThrowingCallable work) {
        assertThatCode(work).doesNotThrowAnyException();
    }

    private static void refuses(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(IllegalArgumentException.class);
    }
}
