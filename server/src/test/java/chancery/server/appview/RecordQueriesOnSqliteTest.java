package chancery.server.appview;

import static chancery.appview.index.IndexSchema.RECORDS;
import static chancery.appview.index.IndexSchema.REFS;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.IndexSchema;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.ListRequest;
import chancery.appview.query.RecordFilter;
import chancery.appview.query.RecordList;
import chancery.appview.query.RecordOrder;
import chancery.appview.query.RecordQueries;
import chancery.appview.query.StoredRecord;
import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.memory.MemoryTables;
import chancery.store.table.RawAnswer;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What is asked of the index has the same answers on SQLite and in memory, page by page.
final class RecordQueriesOnSqliteTest {
    private static final String GAME = "com.example.game";
    private static final int RECORDS_MADE = 60;
    private static final int PAGE = 7;

    private final MemoryTables memory = new MemoryTables(IndexSchema.SCHEMA, TableLimits.DEFAULT);
    private final RecordQueries model = queries(memory);
    private SqliteTables sqlite;
    private RecordQueries tested;

    @BeforeEach
    void fill(@TempDir Path folder) {
        sqlite =
                SqliteTables.open(
                        folder.resolve("index"),
                        IndexSchema.SCHEMA,
                        TableLimits.DEFAULT,
                        TableOptions.DEFAULT,
                        System::nanoTime);
        tested = queries(sqlite);
        Random random = new Random(7);
        for (int i = 0; i < RECORDS_MADE; i++) {
            put(i, random.nextInt(20), random.nextInt(9));
        }
    }

    @AfterEach
    void close() {
        sqlite.close();
    }

    private static RecordQueries queries(Tables tables) {
        return new RecordQueries(tables, "sqlite", AppViewLimits.Queries.STANDARD);
    }

    private void put(int number, int second, int kind) {
        String did = "did:plc:" + "abc".charAt(number % 3);
        String uri = "at://" + did + "/" + GAME + "/k" + number;
        Cell at = Cell.of("2026-05-19T10:00:%02d.000000+00:00".formatted(second));
        TableBatch batch = batch(uri, did, number, kind, at);
        memory.apply(batch);
        sqlite.apply(batch(uri, did, number, kind, at));
    }

    private static TableBatch batch(String uri, String did, int number, int kind, Cell at) {
        return new TableBatch()
                .upsert(
                        RECORDS.name(),
                        Cell.of(uri),
                        Cell.of(did),
                        Cell.of(GAME),
                        Cell.of("k" + number),
                        Cell.json(json(kind, number)),
                        Cell.of(""),
                        at,
                        at,
                        Cell.of(number))
                .upsert(
                        REFS.name(),
                        Cell.of(uri),
                        Cell.of("at://target"),
                        Cell.of(GAME),
                        Cell.of(did),
                        at);
    }

    private static String json(int kind, int number) {
        return switch (kind) {
            case 0 -> "{}";
            case 1 -> "{\"n\":null,\"title\":\"Zelda\"}";
            case 2 -> "{\"n\":true,\"title\":\"ZELDA %s\"}".formatted(number % 4);
            case 3 -> "{\"n\":\"text\",\"title\":\"a zelda\"}";
            case 4 -> "{\"n\":2.5,\"title\":\"100%\"}";
            case 5 -> "{\"n\":{\"deep\":[1]},\"title\":7}";
            case 6 -> "{\"n\":3,\"deep\":{\"list\":[{\"x\":" + number % 5 + "}]}}";
            default -> "{\"n\":" + number % 7 + ",\"title\":\"Straße\"}";
        };
    }

    /// All pages, each as its URIs.
    private static List<List<String>> walk(RecordQueries queries, ListRequest request) {
        List<List<String>> pages = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            RecordList page = queries.list(request.after(cursor));
            pages.add(page.records().stream().map(StoredRecord::uri).toList());
            cursor = page.cursor();
        }
        return pages;
    }

    private void sameWalk(ListRequest request) {
        List<List<String>> expected = walk(model, request);
        assertThat(walk(tested, request)).isEqualTo(expected);
        assertThat(expected.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    private static RecordOrder by(String field, String direction) {
        return RecordOrder.of(Optional.of(field), Optional.of(direction));
    }

    @Test
    void listsInEachOrder() {
        ListRequest all = ListRequest.of(GAME, PAGE);

        sameWalk(all);
        sameWalk(all.by(Optional.of("did:plc:b")));
        sameWalk(all.in(RecordOrder.of(Optional.empty(), Optional.of("asc"))));
        sameWalk(all.in(RecordOrder.TOUCHED));
        sameWalk(all.in(RecordOrder.TOUCHED).by(Optional.of("did:plc:a")));
        for (String field : List.of("n", "title", "deep.list[0].x", "uri", "did", "indexed_at")) {
            sameWalk(all.in(by(field, "asc")));
            sameWalk(all.in(by(field, "desc")));
            sameWalk(all.in(by(field, "desc")).from(5));
        }
    }

    @Test
    void filters() {
        ListRequest all = ListRequest.of(GAME, 100);
        List<Cell> values =
                List.of(
                        Cell.of(3),
                        Cell.of(2.5),
                        Cell.of("text"),
                        Cell.of("Zelda"),
                        new Cell.Flag(true));
        List<String> ops = List.of("=", "!=", "<", ">", "<=", ">=");

        for (String field : List.of("n", "title", "deep.list[0].x", "did")) {
            for (Cell value : values) {
                for (String op : ops) {
                    sameWalk(all.where(RecordFilter.condition(field, op, value)));
                }
            }
        }
    }

    @Test
    void filtersByPatterns() {
        ListRequest all = ListRequest.of(GAME, 100);

        for (String pattern : List.of("zelda", "%ZELDA", "z_lda %", "str%SE", "100%", "%", "")) {
            sameWalk(all.where(RecordFilter.condition("title", "LIKE", Cell.of(pattern))));
            sameWalk(all.where(RecordFilter.condition("title", "NOT LIKE", Cell.of(pattern))));
        }
        assertThat(
                        walk(
                                        tested,
                                        all.where(
                                                RecordFilter.condition(
                                                        "title", "LIKE", Cell.of("%zelda%"))))
                                .getFirst())
                .isNotEmpty();
    }

    @Test
    void searchesCountsAndFindsLinks() {
        ListRequest all = ListRequest.of(GAME, 20);

        for (String text : List.of("zelda", "ZEL", "ld", "100%", "_", "strasse", "straße")) {
            assertThat(tested.search(GAME, "title", text, 10))
                    .isEqualTo(model.search(GAME, "title", text, 10));
        }
        assertThat(tested.count(GAME, Optional.empty())).isEqualTo(RECORDS_MADE);
        assertThat(tested.count(GAME, Optional.of("did:plc:a"))).isEqualTo(RECORDS_MADE / 3);
        RecordList linked = tested.backlinks("at://target", all);
        assertThat(linked).isEqualTo(model.backlinks("at://target", all));
        assertThat(tested.backlinks("at://target", all.after(linked.cursor())))
                .isEqualTo(model.backlinks("at://target", all.after(linked.cursor())));
    }

    @Test
    @DisplayName("#94 raw SQL counts records, and sees nothing but the views")
    void answersRawSql() {
        RawAnswer count =
                tested.raw(
                        "SELECT COUNT(*) AS cnt FROM records WHERE collection = $1",
                        List.of(Cell.of(GAME)));

        assertThat(count)
                .isEqualTo(
                        new RawAnswer.Rows(
                                List.of("cnt"), List.of(List.of(Cell.of(RECORDS_MADE)))));
        assertThat(tested.raw("SELECT name FROM sqlite_schema", List.of()))
                .isInstanceOf(RawAnswer.Refused.class);
        assertThat(tested.raw("DELETE FROM records", List.of()))
                .isInstanceOf(RawAnswer.Refused.class);
        assertThat(tested.count(GAME, Optional.empty())).isEqualTo(RECORDS_MADE);
    }
}
