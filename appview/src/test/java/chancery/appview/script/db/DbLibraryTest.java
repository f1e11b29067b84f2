package chancery.appview.script.db;

import static chancery.appview.query.IndexKit.ALICE;
import static chancery.appview.query.IndexKit.BOB;
import static chancery.appview.query.IndexKit.GAME;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.json.JsonTree;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.IndexKit;
import chancery.appview.query.RecordQueries;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Nsid;
import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.host.Abort;
import chancery.lua.host.HostFunctions;
import chancery.lua.host.JsonLimits;
import chancery.lua.host.LuaToJson;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;
import chancery.store.table.RawAnswer;
import chancery.store.table.value.Cell;
import chancery.web.Refusal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

final class DbLibraryTest {
    private static final Host HOST =
            new Host(
                    System::nanoTime,
                    () -> 0,
                    InstantSource.system(),
                    () -> 42,
                    _ -> {},
                    _ -> {},
                    Thread.ofVirtual().factory(),
                    () -> {});

    private final IndexKit kit = new IndexKit();
    private int waits;

    private Run query() {
        return run(
                new Occasion.Query(
                        Nsid.parse("com.example.query"),
                        Json.Members.EMPTY,
                        new AppCaller.Anonymous(),
                        Optional.empty()));
    }

    private static Run run(Occasion occasion) {
        return new Run(occasion, AppViewLimits.Scripts.STANDARD, 0, Run.Turn.SHARED);
    }

    private String run(String script) {
        return run(query(), kit.queries(), script);
    }

    private String run(Run run, RecordQueries queries, String script) {
        DbLibrary library = new DbLibrary(queries, () -> waits++);
        return run(run, library, script);
    }

    private static String run(Run run, DbLibrary library, String script) {
        Lua lua = Lua.standard().with(HostFunctions.globals(library.functions()));
        Chunk chunk = lua.compile("=test", script.getBytes(StandardCharsets.UTF_8));
        try (State state = lua.state(BudgetLimits.DEFAULT, HOST)) {
            state.context(run);
            JsonTree tree = new JsonTree();
            Object value = Values.first(lua.run(state, chunk));
            LuaToJson.write(state, value, JsonLimits.DEFAULT, tree);
            return tree.value().write();
        }
    }

    private String error(String script) {
        LuaError error = catchThrowableOfType(LuaError.class, () -> run(script));
        return error.getMessage();
    }

    private static RecordQueries over(ForeignEngine engine) {
        return new RecordQueries(engine, "sqlite", AppViewLimits.Queries.STANDARD);
    }

    @Test
    @DisplayName("#90 db.get answers an existing record with its uri, and nil for a missing one")
    void getsRecords() {
        String uri = kit.put(ALICE, "1", 1, "{\"n\":3.0,\"tags\":[],\"title\":\"Go\"}");

        assertThat(run("return db.get('" + uri + "')"))
                .isEqualTo("{\"n\":3.0,\"tags\":[],\"title\":\"Go\",\"uri\":\"" + uri + "\"}");
        assertThat(run("return db.get('at://did:plc:x/a.b.c/1') == nil")).isEqualTo("true");
    }

    @Test
    @DisplayName("#91 db.query answers all three, or one and a cursor")
    void listsRecords() {
        kit.put(ALICE, "1", 1, "{}");
        kit.put(ALICE, "2", 2, "{}");
        kit.put(BOB, "3", 3, "{}");

        assertThat(run("return #db.query{collection='" + GAME + "'}.records")).isEqualTo("3");
        assertThat(
                        run(
                                """
                                local page = db.query{collection='%s', limit=1}
                                local rest = db.query{
                                  collection='%s', limit='9', cursor=page.cursor}
                                return {#page.records, #page.cursor > 0, #rest.records}
                                """
                                        .formatted(GAME, GAME)))
                .isEqualTo("[1,true,2]");
        assertThat(run("return db.query{collection='%s', did='%s'}".formatted(GAME, BOB)))
                .isEqualTo("{\"records\":[{\"uri\":\"at://%s/%s/3\"}]}".formatted(BOB, GAME));
    }

    @Test
    void answersAnArrayWhenThereIsNothing() {
        assertThat(run("return db.query{collection='a.b.c'}")).isEqualTo("{\"records\":[]}");
        assertThat(run("return db.query{collection='a.b.c', limit=0}"))
                .isEqualTo("{\"records\":[]}");
    }

    @Test
    void takesOptionsOfAnotherTypeForAbsent() {
        kit.put(ALICE, "1", 1, "{}");

        assertThat(
                        run(
                                "return #db.query{collection='%s', limit={}, cursor=true}.records"
                                        .formatted(GAME)))
                .isEqualTo("1");
    }

    @Test
    void filtersAndSorts() {
        kit.put(ALICE, "1", 1, "{\"n\":1,\"kind\":\"board\"}");
        kit.put(ALICE, "2", 2, "{\"n\":2,\"kind\":\"card\"}");
        kit.put(ALICE, "3", 3, "{\"n\":3,\"kind\":\"Board\"}");

        assertThat(
                        run(
                                """
                                local page = db.query{
                                  collection = '%s', sort = 'n', sortDirection = 'asc',
                                  filter = {
                                    combine = 'OR',
                                    {field = 'n', op = '>=', value = 3},
                                    {{field = 'kind', op = 'LIKE', value = 'b%%'},
                                     {field = 'n', value = 1}},
                                  }}
                                local all = {}
                                for i, r in ipairs(page.records) do all[i] = r.n end
                                return all
                                """
                                        .formatted(GAME)))
                .isEqualTo("[1,3]");
    }

    private static String nested(int groups) {
        return "return #db.query{collection='a.b.c', filter="
                + "{".repeat(groups)
                + "{field='n', value=1}"
                + "}".repeat(groups)
                + "}.records";
    }

    @Test
    void nestsGroupsFiveDeep() {
        assertThat(run(nested(4))).isEqualTo("0");
        assertThat(run(nested(5))).isEqualTo("0");
        assertThat(error(nested(6))).contains("nested deeper than 5");
    }

    private static String conditions(int count) {
        return "local f = {} for i = 1, "
                + count
                + " do f[i] = {field='n', value=i} end"
                + " return #db.query{collection='a.b.c', filter=f}.records";
    }

    @Test
    void takesAHundredConditions() {
        assertThat(run(conditions(99))).isEqualTo("0");
        assertThat(run(conditions(100))).isEqualTo("0");
        assertThat(error(conditions(101))).contains("more than 100 conditions");
    }

    @Test
    void refusesFiltersThatAreNone() {
        assertThat(error("return db.query{collection='a.b.c', filter=1}"))
                .contains("invalid filter: expected a table");
        assertThat(error("return db.query{collection='a.b.c', filter={1}}"))
                .contains("invalid filter: a group holds conditions");
        assertThat(error("return db.query{collection='a.b.c', filter={field='n', value={}}}"))
                .contains("invalid filter value: expected a string, number or boolean, got table");
        assertThat(error("return db.query{collection='a.b.c', filter={field='n n', value=1}}"))
                .contains("invalid filter field: only alphanumeric characters");
    }

    @Test
    void raisesTheErrorsThatScriptsKnow() {
        assertThat(error("return db.query{}")).endsWith("db.query: collection is required");
        assertThat(error("return db.query{collection='a.b.c', sort='a b'}"))
                .endsWith(
                        "invalid sort field: only alphanumeric characters and underscores are"
                                + " allowed");
        assertThat(error("return db.query{collection='a.b.c', sortDirection='up'}"))
                .endsWith("invalid sortDirection 'up': must be 'asc' or 'desc'");
        assertThat(error("return db.search{collection='a.b.c', field='-', query='x'}"))
                .endsWith(
                        "invalid search field: only alphanumeric characters and underscores are"
                                + " allowed");
        assertThat(error("return db.search{collection='a.b.c', field='f'}"))
                .endsWith("db.search: query is required");
    }

    @Test
    void letsScriptsCatchItsErrors() {
        assertThat(run("return (pcall(db.query, {}))")).isEqualTo("false");
    }

    @Test
    @DisplayName("#92 db.count answers 3, and 2 of one account")
    void countsRecords() {
        kit.put(ALICE, "1", 1, "{}");
        kit.put(ALICE, "2", 2, "{}");
        kit.put(BOB, "3", 3, "{}");

        assertThat(
                        run(
                                "return {db.count('%s'), db.count('%s', '%s')}"
                                        .formatted(GAME, GAME, ALICE)))
                .isEqualTo("[3,2]");
    }

    @Test
    @DisplayName("#93 db.search finds two that contain the text")
    void searchesRecords() {
        kit.put(ALICE, "1", 1, "{\"title\":\"Zelda\"}");
        kit.put(ALICE, "2", 2, "{\"title\":\"The ZELDA book\"}");
        kit.put(ALICE, "3", 3, "{\"title\":\"Go\"}");

        assertThat(
                        run(
                                "return #db.search{collection='%s', field='title', query='zelda'}"
                                                .formatted(GAME)
                                        + ".records"))
                .isEqualTo("2");
    }

    @Test
    void findsBackLinks() {
        String target = kit.put(ALICE, "t", 1, "{}");
        String source = kit.put(BOB, "1", 2, "{}");
        kit.link(source, target, 2);

        assertThat(run("return db.backlinks{collection='%s', uri='%s'}".formatted(GAME, target)))
                .isEqualTo("{\"records\":[{\"uri\":\"%s\"}]}".formatted(source));
    }

    @Test
    @DisplayName("#94 db.raw answers rows by column")
    void readsRawSql() {
        ForeignEngine engine =
                new ForeignEngine(
                        new RawAnswer.Rows(
                                List.of("cnt", "name", "none"),
                                List.of(List.of(Cell.of(3), Cell.of("x"), Cell.none()))));
        String script = "return db.raw('SELECT $1', {'a', 2, 2.5, true, nil, 'left out'})";

        assertThat(run(query(), over(engine), script)).isEqualTo("[{\"cnt\":3,\"name\":\"x\"}]");
        assertThat(engine.parameters())
                .containsExactly(Cell.of("a"), Cell.of(2), Cell.of(2.5), Cell.of(1L));
    }

    @Test
    void saysWhyRawSqlWasRefused() {
        RecordQueries refusing =
                over(new ForeignEngine(new RawAnswer.Refused("no such table: users")));

        LuaError error =
                catchThrowableOfType(
                        LuaError.class,
                        () -> run(query(), refusing, "return db.raw('SELECT * FROM users')"));

        assertThat(error.getMessage()).endsWith("db.raw query failed: no such table: users");
        assertThat(error("return db.raw('SELECT $1', {{}})"))
                .endsWith("unsupported parameter type: table");
    }

    @Test
    void namesTheEngine() {
        assertThat(run("return db.backend()")).isEqualTo("\"sqlite\"");
    }

    @Test
    void raisesReadsThatTakeTooLong() {
        RecordQueries slow = over(new ForeignEngine(new RawAnswer.Refused("")));

        assertThat(run(query(), slow, "return select(2, pcall(db.count, 'a.b.c'))"))
                .contains("DB count failed: the read took too long");
    }

    @Test
    void waitsForTheIndexOnceARunAndAfterEachAct() {
        Run run = query();

        run(run, kit.queries(), "db.count('a.b.c') db.count('a.b.c')");
        assertThat(waits).isEqualTo(1);

        run.act();
        run(run, kit.queries(), "db.count('a.b.c') db.count('a.b.c')");
        assertThat(waits).isEqualTo(2);
    }

    @Test
    void doesNotMakeIndexingWaitForItself() {
        Run hook =
                run(
                        new Occasion.Hook(
                                "create",
                                AtUri.parse("at://did:plc:alice/a.b.c/1"),
                                Optional.empty(),
                                Optional.empty()));

        run(hook, kit.queries(), "db.count('a.b.c')");

        assertThat(waits).isZero();
    }

    @Test
    void endsTheRunWhenTheIndexStaysBehind() {
        DbLibrary library =
                new DbLibrary(
                        kit.queries(),
                        () -> {
                            throw new Refusal(Refusal.Kind.UNAVAILABLE, "", "behind");
                        });

        Abort abort =
                catchThrowableOfType(
                        Abort.class,
                        () -> run(query(), library, "return pcall(db.count, 'a.b.c')"));

        assertThat(abort.reason()).isInstanceOf(Refusal.class).hasMessage("behind");
    }

    @Test
    void looksIntoTheIndexAThousandTimes() {
        String looks = "for i = 1, %d do db.count('a.b.c') end return true";

        assertThat(run(looks.formatted(999))).isEqualTo("true");
        assertThat(run(looks.formatted(1_000))).isEqualTo("true");
        assertThat(error(looks.formatted(1_001))).contains("too many db calls");
    }
}
