package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.RowKey;
import chancery.store.table.Schema;
import chancery.store.table.Search;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.TableBatch;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/// A search index that follows its table late, and searches that do not show it.
final class TrigramBacklogTest {
    private static final int KEPT = 8;
    private static final Schema SCHEMA =
            new Schema(
                    "behind",
                    1,
                    List.of(
                            Table.of(
                                            "notes",
                                            List.of("id"),
                                            Column.of("id", Kind.TEXT),
                                            Column.of("body", Kind.JSON))
                                    .searched("body")),
                    List.of());

    @TempDir Path dir;
    private SqliteTables tables;
    private Session session;

    @BeforeEach
    void open() throws SQLException {
        Path file = dir.resolve("behind.db");
        tables =
                SqliteTables.open(
                        file,
                        SCHEMA,
                        TableFiles.LIMITS,
                        TableFiles.options(KEPT),
                        System::nanoTime);
        session = Session.reader(file, TableFiles.OPTIONS, System::nanoTime);
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        tables.close();
    }

    @Test
    void leavesWhatFitsToSearches() throws SQLException {
        IntStream.range(0, KEPT + KEPT / 4).forEach(i -> put(i, "apple"));

        assertThat(pending()).isEqualTo(KEPT + KEPT / 4);
        assertThat(indexed("app")).isZero();
        assertThat(found("apple")).isEqualTo(KEPT + KEPT / 4);
    }

    @Test
    void followsWithOneRowMore() throws SQLException {
        IntStream.rangeClosed(0, KEPT + KEPT / 4).forEach(i -> put(i, "apple"));

        assertThat(pending()).isEqualTo(KEPT);
        assertThat(indexed("app")).isEqualTo(3);
        assertThat(found("apple")).isEqualTo(11);
    }

    @Test
    void followsABatchOfManySlices() throws SQLException {
        TableBatch batch = new TableBatch();
        IntStream.range(0, 1_000).forEach(i -> batch.upsert("notes", cells(i, "apple")));
        tables.apply(batch);

        assertThat(pending()).isEqualTo(KEPT);
        assertThat(indexed("app")).isEqualTo(1_000 - KEPT);
        assertThat(found("apple")).isEqualTo(100);
    }

    @Test
    void findsIndexedRowsByWhatTheySayNow() {
        IntStream.range(0, 40).forEach(i -> put(i, "apple"));
        put(3, "pear");
        delete(4);

        assertThat(found("apple")).isEqualTo(38);
        assertThat(found("pear")).isEqualTo(1);
    }

    @Test
    void forgetsWordsOfRowsThatChangedOrWent() throws SQLException {
        IntStream.range(0, 40).forEach(i -> put(i, "apple"));
        IntStream.range(0, 20).forEach(i -> put(i, "pear"));
        IntStream.range(20, 40).forEach(this::delete);
        IntStream.range(100, 140).forEach(i -> put(i, "plum"));

        assertThat(indexed("app")).isZero();
        assertThat(found("apple")).isZero();
        assertThat(found("pear")).isEqualTo(20);
        assertThat(found("plum")).isEqualTo(40);
    }

    @Test
    void findsARowInTheNumberOfOneThatWent() {
        IntStream.range(0, 40).forEach(i -> put(i, "apple"));
        delete(39);
        put(50, "pear");

        assertThat(found("apple")).isEqualTo(39);
        assertThat(found("pear")).isEqualTo(1);
    }

    @Test
    void beginsAgainWhenTheTableIsEmpty() throws SQLException {
        IntStream.range(0, 40).forEach(i -> put(i, "apple"));
        tables.apply(new TableBatch().deleteWhere("notes", Filter.all()));

        assertThat(pending()).isZero();
        assertThat(indexed("app")).isZero();
    }

    private void put(int id, String text) {
        tables.apply(new TableBatch().upsert("notes", cells(id, text)));
    }

    private static Cell[] cells(int id, String text) {
        return new Cell[] {Cell.of("n" + id), Cell.json("{\"text\":\"" + text + "\"}")};
    }

    private void delete(int id) {
        tables.apply(new TableBatch().delete("notes", RowKey.of("n" + id)));
    }

    private int found(String text) {
        Field field = Field.path("body", "text");
        return tables.search(new Search("notes", Filter.all(), field, text, 100)).size();
    }

    private long pending() throws SQLException {
        return number("SELECT count(*) FROM \"chancery$p_notes\"");
    }

    private long indexed(String trigram) throws SQLException {
        return number(
                "SELECT count(*) FROM \"chancery$f_notes\" WHERE \"chancery$f_notes\" MATCH '\""
                        + trigram
                        + "\"'");
    }

    private long number(String question) throws SQLException {
        try (ResultSet answer = session.prepare(question).executeQuery()) {
            return answer.getLong(1);
        }
    }
}
