package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Position;
import chancery.store.table.Query;
import chancery.store.table.Schema;
import chancery.store.table.Search;
import chancery.store.table.Sort;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// How SQLite finds the rows of a list: by an index, from the position on, without sorting.
final class PlanTest {
    private static final Schema SCHEMA =
            new Schema(
                    "plans",
                    1,
                    List.of(
                            Table.of(
                                            "records",
                                            List.of("uri"),
                                            Column.of("uri", Kind.TEXT),
                                            Column.of("did", Kind.TEXT),
                                            Column.of("collection", Kind.TEXT),
                                            Column.of("created", Kind.INTEGER),
                                            Column.optional("title", Kind.TEXT),
                                            Column.optional("record", Kind.JSON))
                                    .index(Sort.ascending("collection"), Sort.ascending("created"))
                                    .index(Sort.ascending("collection"), Sort.ascending("title"))
                                    .searched("record")),
                    List.of());
    private static final Query NEWEST =
            Query.of("records", 20)
                    .where(Filter.eq("collection", "c"))
                    .sort(Sort.descending("created"));

    @TempDir Path dir;
    private SqliteTables tables;
    private Session session;

    @BeforeEach
    void open() throws SQLException {
        Path file = dir.resolve("plans.db");
        tables = TableFiles.open(file, SCHEMA, TableFiles.LIMITS);
        session = Session.reader(file, TableFiles.OPTIONS, System::nanoTime);
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        tables.close();
    }

    @Test
    void listsByAnIndexWithoutSorting() throws SQLException {
        assertThat(plan(NEWEST)).containsExactly("SEARCH i0 (collection=?)");
    }

    @Test
    void goesOnFromThePositionByTheIndex() throws SQLException {
        Query next = NEWEST.after(new Position(List.of(Cell.of(5), Cell.of("at://a"))));

        assertThat(plan(next)).containsExactly("SEARCH i0 (collection=? AND (created,uri)<(?,?))");
    }

    @Test
    void goesOnByTheIndexWhereACellMayBeAbsent() throws SQLException {
        Query next =
                Query.of("records", 20)
                        .where(Filter.eq("collection", "c"))
                        .sort(Sort.ascending("title"))
                        .after(new Position(List.of(Cell.of("t"), Cell.of("at://a"))));

        assertThat(plan(next)).containsExactly("SEARCH i1 (collection=? AND title>?)");
    }

    @Test
    void findsAPrefixByTheIndex() throws SQLException {
        Filter prefix = new Filter.Prefix(Field.of("title"), "ab");
        Query query =
                Query.of("records", 20)
                        .where(Filter.and(Filter.eq("collection", "c"), prefix))
                        .sort(Sort.ascending("title"));

        assertThat(plan(query)).containsExactly("SEARCH i1 (collection=? AND title>? AND title<?)");
    }

    @Test
    void searchesByTrigramsFirst() throws SQLException {
        assertThat(plan(search("abc")))
                .containsExactly(
                        "CO-ROUTINE (subquery-2)",
                        "MERGE (UNION)",
                        "LEFT",
                        "SCAN chancery$f VIRTUAL TABLE INDEX 64:M1",
                        "RIGHT",
                        "SCAN chancery$p",
                        "SCAN (subquery-2)",
                        "SEARCH chancery$t USING INTEGER PRIMARY KEY (rowid=?)");
    }

    @Test
    void searchesForLittleAmongWhatPassesTheFilter() throws SQLException {
        assertThat(plan(search("ab"))).containsExactly("SEARCH i1 (collection=?)");
    }

    private List<String> plan(Search search) throws SQLException {
        return plan(new Searches(session, SCHEMA, TableFiles.LIMITS).statement(search));
    }

    private static Search search(String text) {
        Field title = Field.path("record", "title");
        return new Search("records", Filter.eq("collection", "c"), title, text, 10);
    }

    private List<String> plan(Query query) throws SQLException {
        return plan(new Lists(session, SCHEMA, TableFiles.LIMITS).statement(query));
    }

    private List<String> plan(Sql sql) throws SQLException {
        try (PreparedStatement explain =
                        session.connection().prepareStatement("EXPLAIN QUERY PLAN " + sql.text());
                ResultSet rows = explain.executeQuery()) {
            List<String> steps = new ArrayList<>();
            while (rows.next()) {
                steps.add(plain(rows.getString("detail")));
            }
            return steps;
        }
    }

    /// A step of a plan without the names that are ours.
    private static String plain(String detail) {
        return detail.replace("chancery$t_records USING INDEX chancery$", "")
                .replace("_records", "");
    }
}
