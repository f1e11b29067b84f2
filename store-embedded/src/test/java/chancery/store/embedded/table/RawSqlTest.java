package chancery.store.embedded.table;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.RawAnswer;
import chancery.store.table.RawLimits;
import chancery.store.table.RawView;
import chancery.store.table.RawView.Output;
import chancery.store.table.Schema;
import chancery.store.table.Table;
import chancery.store.table.Table.Column;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Cell;
import chancery.store.table.value.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What raw SQL may do, and what it is kept from.
final class RawSqlTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final RawLimits LIMITS = limits(1_000, PATIENT);
    private static final Schema SCHEMA =
            new Schema(
                    "raw",
                    1,
                    List.of(
                            Table.of(
                                            "records",
                                            List.of("uri"),
                                            Column.of("uri", Kind.TEXT),
                                            Column.of("record", Kind.JSON),
                                            Column.of("hidden", Kind.BOOLEAN),
                                            Column.of("secret", Kind.TEXT))
                                    .searched("record"),
                            Table.of("tokens", List.of("token"), Column.of("token", Kind.TEXT))),
                    List.of(
                            new RawView(
                                    "records",
                                    "records",
                                    List.of(
                                            new Output("uri", "uri"),
                                            new Output("value", "record")),
                                    Filter.compare(
                                            Field.of("hidden"),
                                            Filter.Op.EQ,
                                            new Cell.Flag(false)))));

    @TempDir Path dir;
    private SqliteTables tables;

    @BeforeEach
    void openTables() {
        tables = open(LIMITS);
        tables.apply(
                new TableBatch()
                        .upsert("records", row("at://1", "{\"n\":1,\"t\":\"it's\"}", false))
                        .upsert("records", row("at://2", "{\"n\":2.5}", false))
                        .upsert("records", row("at://3", "{\"n\":3}", true))
                        .upsert("tokens", Cell.of("xyz")));
    }

    @AfterEach
    void closeTables() {
        tables.close();
    }

    @Test
    void readsAView() {
        RawAnswer.Rows rows = rows("SELECT uri, value FROM records ORDER BY uri;");

        assertThat(rows.columns()).containsExactly("uri", "value");
        assertThat(rows.rows())
                .containsExactly(
                        List.of(Cell.of("at://1"), Cell.of("{\"n\":1,\"t\":\"it's\"}")),
                        List.of(Cell.of("at://2"), Cell.of("{\"n\":2.5}")));
    }

    @Test
    void givesEachKindOfValue() {
        assertThat(rows("select 1, 1.5, 'x', null, x'00ff' -- and no more").rows())
                .containsExactly(
                        List.of(
                                Cell.of(1),
                                Cell.of(1.5),
                                Cell.of("x"),
                                Cell.none(),
                                Cell.of(new byte[] {0, -1})));
    }

    @Test
    void bindsParametersByPlaceAndByNumber() {
        assertThat(value("SELECT uri FROM records WHERE value->>'n' = ?", Cell.of(2.5)))
                .isEqualTo(Cell.of("at://2"));
        assertThat(value("SELECT $2 || $1 || $2", Cell.of("a"), Cell.of("b")))
                .isEqualTo(Cell.of("bab"));
        assertThat(value("SELECT '$1' || ?", Cell.of("x"))).isEqualTo(Cell.of("$1x"));
        assertThat(value("SELECT ?", new Cell.Flag(true))).isEqualTo(Cell.of(1));
        assertThat(refusal("SELECT ?", Cell.of(1), Cell.of(2))).contains("takes 1");
        assertThat(refusal("SELECT :a")).contains("parameters are ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<5)"
                        + " SELECT sum(i) FROM c",
                "SELECT count(*) FROM records, json_each(records.value)",
                "SELECT json_extract(value,'$.n') FROM records GROUP BY 1 HAVING count(*) > 0",
                "SELECT a.uri FROM records a JOIN records b ON a.uri = b.uri",
                "SELECT row_number() OVER (ORDER BY uri) FROM records",
                "SELECT \"uri\" FROM [records] WHERE `uri` LIKE 'AT://_' /* all */",
                "SELECT datetime('now'), upper(uri), coalesce(NULL, 1) FROM records",
                "VALUES (1)",
                "SELECT uri FROM temp.records",
                "SELECT group_concat(uri, ', ') FROM records WHERE uri IN ('at://1')",
            })
    void understandsWhatPeopleWrite(String sql) {
        assertThat(query(sql)).isInstanceOf(RawAnswer.Rows.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM records",
                "INSERT INTO records VALUES ('x','y')",
                "UPDATE records SET uri = 1",
                "WITH x AS (SELECT 1) DELETE FROM records",
                "DROP VIEW records",
                "CREATE TABLE x(y)",
                "CREATE TEMP TABLE x(y)",
                "SELECT 1; DROP VIEW records",
                "SELECT 1; SELECT 2",
                "PRAGMA query_only=0",
                "ATTACH '/tmp/x.db' AS x",
                "VACUUM INTO '/tmp/x.db'",
                "EXPLAIN SELECT 1",
                "BEGIN",
                "SELECT * FROM tokens",
                "SELECT token FROM \"chancery$t_tokens\"",
                "SELECT * FROM main.CHANCERY$t_records",
                "SELECT * FROM 'chancery$f_records'",
                "SELECT secret FROM records",
                "SELECT * FROM sqlite_schema",
                "SELECT * FROM \"sqlite_master\"",
                "SELECT * FROM pragma_table_list",
                "SELECT * FROM dbstat",
                "SELECT * FROM \"DBSTAT\"",
                "SELECT load_extension('x')",
                "SELECT randomblob(100)",
                "SELECT fts3_tokenizer('x')",
                "SELECT trim('aaaa', 'a')",
                "SELECT last_insert_rowid()",
                "SELECT strfilter('a','b')",
                "SELECT * FROM generate_series(1, 1000000000)",
                "SELECT pg_sleep(60)",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT readfile('/etc/passwd')",
                "COPY x TO PROGRAM 'true'",
                "SELECT 'x",
                "SELECT \0 1",
                "SELECT #1",
                "",
            })
    void refusesWhatIsNotAReadOfItsViews(String sql) {
        assertThat(query(sql)).isInstanceOf(RawAnswer.Refused.class);

        assertThat(rows("SELECT count(*) FROM records").rows())
                .containsExactly(List.of(Cell.of(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c)"
                        + " SELECT max(i) FROM c",
                "SELECT count(*) FROM records a, records b, json_each('[1,2,3,4,5,6,7,8,9]') c,"
                        + "json_each('[1,2,3,4,5,6,7,8,9]') d,json_each('[1,2,3,4,5,6,7,8,9]') e,"
                        + "json_each('[1,2,3,4,5,6,7,8,9]') f,json_each('[1,2,3,4,5,6,7,8,9]') g,"
                        + "json_each('[1,2,3,4,5,6,7,8,9]') h,json_each('[1,2,3,4,5,6,7,8,9]') i",
            })
    void stopsWhatRunsTooLong(String sql) {
        tables.close();
        tables = open(limits(1_000, Duration.ofMillis(300)));
        long from = System.nanoTime();

        assertThat(refusal(sql)).isEqualTo("the statement ran longer than 300 ms");

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(PATIENT);
    }

    @Test
    void answersPatternsOfManyWildcards() {
        tables.close();
        tables = open(limits(1 << 20, PATIENT));
        Cell text = Cell.of("a".repeat(500_000));
        Cell pattern = Cell.of("%a".repeat(499) + "b");
        long from = System.nanoTime();

        assertThat(value("SELECT ? LIKE ?", text, pattern)).isEqualTo(Cell.of(0));

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(PATIENT);
    }

    @Test
    void looksForTextOfTheGreatestLengthAndNoLonger() {
        tables.close();
        tables = open(limits(1 << 20, PATIENT));
        int max = Functions.NEEDLE_MAX;

        assertThat(value("SELECT ? LIKE ?", xs(max), xs(max - 1))).isEqualTo(Cell.of(0));
        assertThat(value("SELECT ? LIKE ?", xs(max), xs(max))).isEqualTo(Cell.of(1));
        assertThat(refusal("SELECT ? LIKE ?", xs(max), xs(max + 1))).contains("too long");
        assertThat(value("SELECT instr(?, ?)", xs(max), xs(max))).isEqualTo(Cell.of(1));
        assertThat(refusal("SELECT instr(?, ?)", xs(max), xs(max + 1))).contains("too long");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(refusal("SELECT x FROM records")).isEqualTo("no such column: x");
        assertThat(refusal("SELECT FROM")).contains("syntax error");
        assertThat(refusal("DELETE FROM records")).isEqualTo("only SELECT is for raw SQL");
    }

    @Test
    void takesStatementsOfTheGreatestLengthAndNoLonger() {
        assertThat(query(padded(LIMITS.sqlUnits() - 1))).isInstanceOf(RawAnswer.Rows.class);
        assertThat(query(padded(LIMITS.sqlUnits()))).isInstanceOf(RawAnswer.Rows.class);
        assertThat(refusal(padded(LIMITS.sqlUnits() + 1))).contains("longer");
    }

    @Test
    void takesAsManyParametersAsAllowedAndNoMore() {
        assertThat(query("SELECT ?,?", ones(2))).isInstanceOf(RawAnswer.Rows.class);
        assertThat(query("SELECT ?,?,?", ones(3))).isInstanceOf(RawAnswer.Rows.class);
        assertThat(refusal("SELECT ?,?,?,?", ones(4))).contains("more than 3");
        assertThat(refusal("SELECT $4", ones(3))).contains("variable number");
    }

    @Test
    void answersAsManyRowsAndColumnsAsAllowedAndNoMore() {
        assertThat(rows("SELECT 1 FROM json_each(?)", array(9)).rows()).hasSize(9);
        assertThat(rows("SELECT 1 FROM json_each(?)", array(10)).rows()).hasSize(10);
        assertThat(refusal("SELECT 1 FROM json_each(?)", array(11))).contains("more than 10 rows");
        assertThat(rows("SELECT 1,2,3,4,5").columns()).hasSize(5);
        assertThat(refusal("SELECT 1,2,3,4,5,6")).contains("more than 5 columns");
    }

    @Test
    void answersAsManyBytesAsAllowedAndNoMore() {
        assertThat(query("SELECT ?", Cell.of("x".repeat(199)))).isInstanceOf(RawAnswer.Rows.class);
        assertThat(query("SELECT ?", Cell.of("x".repeat(200)))).isInstanceOf(RawAnswer.Rows.class);
        assertThat(refusal("SELECT ?", Cell.of("x".repeat(201)))).contains("more than 200 bytes");
    }

    @Test
    void makesValuesOfTheLargestSizeAndNoLarger() {
        assertThat(value("SELECT length(hex(?))", Cell.of("x".repeat(499))))
                .isEqualTo(Cell.of(998));
        assertThat(refusal("SELECT length(hex(?))", Cell.of("x".repeat(501)))).contains("too big");
        assertThat(refusal("SELECT length(replace(?,'x',?))", xs(100), xs(100)))
                .contains("too big");
    }

    @Test
    void replacesAndFindsAsSqliteDoes() {
        assertThat(value("SELECT replace('a-b-c','-','++')")).isEqualTo(Cell.of("a++b++c"));
        assertThat(value("SELECT replace('abc','','x')")).isEqualTo(Cell.of("abc"));
        assertThat(value("SELECT instr('zoë!','!')")).isEqualTo(Cell.of(4));
        assertThat(value("SELECT instr('abc','x')")).isEqualTo(Cell.of(0));
        assertThat(value("SELECT replace(NULL,'a','b')")).isEqualTo(Cell.none());
    }

    @Test
    void comparesWithPatternsAsSqliteDoes() {
        assertThat(value("SELECT 'Hello' LIKE 'h%L_'")).isEqualTo(Cell.of(1));
        assertThat(value("SELECT 'Hello' LIKE 'h%x'")).isEqualTo(Cell.of(0));
        assertThat(value("SELECT 'Ä' LIKE 'ä'")).isEqualTo(Cell.of(0));
        assertThat(value("SELECT '5%' LIKE '5!%' ESCAPE '!'")).isEqualTo(Cell.of(1));
        assertThat(value("SELECT '55' LIKE '5!%' ESCAPE '!'")).isEqualTo(Cell.of(0));
        assertThat(value("SELECT '' LIKE '%'")).isEqualTo(Cell.of(1));
        assertThat(value("SELECT NULL LIKE 'x'")).isEqualTo(Cell.none());
        assertThat(value("SELECT 'abcabd' LIKE '%ab_'")).isEqualTo(Cell.of(1));
    }

    @Test
    void seesWhatABatchHasWritten() {
        tables.apply(new TableBatch().upsert("records", row("at://9", "{}", false)));

        assertThat(value("SELECT count(*) FROM records")).isEqualTo(Cell.of(3));
    }

    private static RawLimits limits(int valueBytes, Duration time) {
        return new RawLimits(600, 3, 5, 10, 200, valueBytes, time);
    }

    private SqliteTables open(RawLimits raw) {
        TableLimits d = TableFiles.LIMITS;
        TableLimits limits =
                new TableLimits(
                        d.cellBytes(),
                        d.batchChanges(),
                        d.batchBytes(),
                        d.pageRows(),
                        d.pageBytes(),
                        d.filterNodes(),
                        d.filterDepth(),
                        d.searchUnits(),
                        d.readTime(),
                        raw);
        return TableFiles.open(dir.resolve("raw.db"), SCHEMA, limits);
    }

    private static Cell[] row(String uri, String record, boolean hidden) {
        return new Cell[] {
            Cell.of(uri), Cell.json(record), new Cell.Flag(hidden), Cell.of("secret")
        };
    }

    private static String padded(int length) {
        return "SELECT 1" + " ".repeat(length - 8);
    }

    private static Cell[] ones(int count) {
        return Collections.nCopies(count, Cell.of(1)).toArray(Cell[]::new);
    }

    private static Cell xs(int count) {
        return Cell.of("x".repeat(count));
    }

    private static Cell array(int count) {
        return Cell.of(
                IntStream.range(0, count)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private RawAnswer query(String sql, Cell... parameters) {
        return tables.query(sql, List.of(parameters));
    }

    private RawAnswer.Rows rows(String sql, Cell... parameters) {
        return (RawAnswer.Rows) query(sql, parameters);
    }

    private Cell value(String sql, Cell... parameters) {
        return rows(sql, parameters).rows().getFirst().getFirst();
    }

    private String refusal(String sql, Cell... parameters) {
        return ((RawAnswer.Refused) query(sql, parameters)).why();
    }
}
