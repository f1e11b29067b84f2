package chancery.appview.http.admin.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.Permission;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

/// Lexicons as operators upload, list and delete them.
final class LexiconRoutesTest {
    private static final String GAME =
            """
            {"lexicon":1,"id":"games.gamesgamesgamesgames.game","defs":{"main":{"type":"record",
             "key":"tid","record":{"type":"object","required":["title"],
              "properties":{"title":{"type":"string"}}}}}}
            """;
    private static final String DELETE_GAME =
            """
            {"lexicon":1,"id":"games.gamesgamesgamesgames.deleteGame","defs":{"main":{
             "type":"procedure","input":{"encoding":"application/json"},
             "output":{"encoding":"application/json"}}}}
            """;
    private static final String ID = "games.gamesgamesgamesgames.game";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer upload(String lexicon, String more) {
        return server.post("/admin/lexicons", "{\"lexicon_json\":" + lexicon + more + "}");
    }

    private Json.Members detail(String id) {
        return server.get("/admin/lexicons/" + id).object();
    }

    @Test
    @DisplayName("#23 create answers 201 with revision 1")
    void createsLexicon() {
        Answer answer = upload(GAME, "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("{\"id\":\"" + ID + "\",\"revision\":1}");
        assertThat(server.eventTypes()).containsExactly("lexicon.created");
    }

    @Test
    @DisplayName("#24 the same again answers 200 with revision 2")
    void replacesLexicon() {
        upload(GAME, "");

        Answer answer = upload(GAME, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"id\":\"" + ID + "\",\"revision\":2}");
        assertThat(server.eventTypes()).containsExactly("lexicon.updated", "lexicon.created");
    }

    @Test
    @DisplayName("#25 another version of the language is refused")
    void refusesOtherVersions() {
        Answer answer = upload(GAME.replace("\"lexicon\":1", "\"lexicon\":2"), "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("unsupported lexicon version: 2");
        assertThat(server.registry.snapshot().all()).isEmpty();
    }

    @Test
    @DisplayName("#26 a lexicon without id is refused")
    void refusesLexiconWithoutId() {
        Answer answer = upload("{\"lexicon\":1,\"defs\":{}}", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("lexicon JSON must have a string 'id' field");
    }

    @Test
    @DisplayName("#27 an action that is none is refused")
    void refusesUnknownAction() {
        Answer answer = upload(GAME, ",\"action\":\"explode\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error())
                .isEqualTo("invalid action 'explode': must be create, update, delete, or upsert");
    }

    @Test
    @DisplayName("#28 the list has what was uploaded, by id")
    void listsLexicons() {
        upload(GAME, "");
        upload(DELETE_GAME, "");

        Answer answer = server.get("/admin/lexicons");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.items())
                .extracting(item -> item.text("id").orElse(""))
                .containsExactly("games.gamesgamesgamesgames.deleteGame", ID);
        assertThat(answer.items().getLast().object("record_schema").orElseThrow().text("key"))
                .contains("tid");
        assertThat(answer.items().getFirst().contains("record_schema")).isFalse();
    }

    @Test
    @DisplayName("#29 a lexicon is found by its id")
    void getsLexicon() {
        upload(GAME, "");

        Json.Members detail = detail(ID);

        assertThat(detail.members().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "revision",
                        "lexicon_type",
                        "backfill",
                        "action",
                        "target_collection",
                        "has_script",
                        "has_index_hook",
                        "source",
                        "authority_did",
                        "last_fetched_at",
                        "created_at",
                        "updated_at",
                        "token_cost",
                        "lexicon_json",
                        "script",
                        "index_hook");
        assertThat(detail.text("lexicon_type")).contains("record");
        assertThat(detail.text("source")).contains("manual");
        assertThat(detail.flag("backfill")).contains(true);
        assertThat(detail.text("created_at")).contains("2026-05-19T10:11:12.123456Z");
    }

    @Test
    @DisplayName("#30 an unknown id is not found")
    void doesNotFindUnknown() {
        Answer answer = server.get("/admin/lexicons/com.example.none");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).isEqualTo("lexicon 'com.example.none' not found");
    }

    @Test
    @DisplayName("#31 delete answers 204, and 404 for what is not there")
    void deletesLexicon() {
        upload(GAME, "");

        Answer first = server.delete("/admin/lexicons/" + ID);
        Answer second = server.delete("/admin/lexicons/" + ID);

        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(404);
        assertThat(server.get("/admin/lexicons/" + ID).status()).isEqualTo(404);
        assertThat(server.eventTypes()).containsExactly("lexicon.deleted", "lexicon.created");
    }

    @Test
    @DisplayName("#49 a procedure that deletes keeps its action")
    void keepsAction() {
        upload(DELETE_GAME, ",\"action\":\"delete\",\"target_collection\":\"" + ID + "\"");

        Json.Members detail = detail("games.gamesgamesgamesgames.deleteGame");

        assertThat(detail.text("action")).contains("delete");
        assertThat(detail.text("target_collection")).contains(ID);
    }

    @Test
    void keepsAllOptionsAndForgetsThemWhenTheyAreLeftOut() {
        upload(
                GAME,
                ",\"backfill\":false,\"index_hook\":\"function handle() return record end\","
                        + "\"script\":\"function handle() end\",\"token_cost\":7,"
                        + "\"action\":\"upsert\"");
        Json.Members whole = detail(ID);

        upload(GAME, "");
        Json.Members bare = detail(ID);

        assertThat(whole.integer("token_cost")).hasValue(7);
        assertThat(whole.text("script")).contains("function handle() end");
        assertThat(whole.text("index_hook")).contains("function handle() return record end");
        assertThat(whole.flag("has_script")).contains(true);
        assertThat(whole.flag("backfill")).contains(false);
        assertThat(whole.find("action")).contains(Json.Null.NULL);
        assertThat(bare.find("script")).contains(Json.Null.NULL);
        assertThat(bare.find("token_cost")).contains(Json.Null.NULL);
        assertThat(bare.flag("has_index_hook")).contains(false);
        assertThat(bare.flag("backfill")).contains(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "function handle(|script compilation failed: ",
                "local x = 1|script must define a handle() function",
                "''|script must define a handle() function"
            })
    void refusesScriptsThatAreNone(String script, String error) {
        Answer answer = upload(GAME, ",\"script\":\"" + script.replace("''", "") + "\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).startsWith(error);
        assertThat(server.registry.snapshot().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"lexicon_json\":7}",
                "{\"lexicon_json\":null}",
                "{\"lexicon_json\":{\"lexicon\":\"1\",\"id\":\"com.example.a\"}}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":7}}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"not an nsid\",\"defs\":{}}}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.atproto.repo.x\",\"defs\":{}}}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.example.a\",\"defs\":7}}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.example.a\",\"defs\":{}},"
                        + "\"script\":7}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.example.a\",\"defs\":{}},"
                        + "\"token_cost\":-1}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.example.a\",\"defs\":{}},"
                        + "\"token_cost\":1.5}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.example.a\",\"defs\":{}},"
                        + "\"target_collection\":\"x\"}",
                "{\"lexicon_json\":{\"lexicon\":1,\"id\":\"com.example.a\",\"defs\":{}},"
                        + "\"backfill\":\"yes\"}",
                "[]",
                "7",
                "{\"lexicon_json\":",
                "{\"a\":1,\"a\":2}"
            })
    void refusesBodiesThatAreNone(String body) {
        Answer answer = server.post("/admin/lexicons", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isNotEmpty().isEqualTo(answer.object().text("message").get());
        assertThat(server.registry.snapshot().all()).isEmpty();
        assertThat(server.events()).isEmpty();
    }

    @Test
    void takesLexiconsOfEveryOtherKindAsDefinitions() {
        upload(
                "{\"lexicon\":1,\"id\":\"com.example.defs\",\"defs\":{\"a\":{\"type\":\"token\"}}}",
                "");

        assertThat(detail("com.example.defs").text("lexicon_type")).contains("definitions");
    }

    @Test
    void boundsScripts() {
        int max = AppViewLimits.STANDARD.lexicons().scriptBytes();
        String begin = "function handle() end --";

        Answer fits = upload(GAME, ",\"script\":\"" + pad(begin, max) + "\"");
        Answer over = upload(GAME, ",\"script\":\"" + pad(begin, max + 1) + "\"");

        assertThat(fits.status()).isEqualTo(201);
        assertThat(over.status()).isEqualTo(413);
        assertThat(detail(ID).integer("revision")).hasValue(1);
    }

    @Test
    void boundsDocuments() {
        String begin = "{\"defs\":{},\"description\":\"";
        String end = "\",\"id\":\"com.example.big\",\"lexicon\":1}";
        int max = AppViewLimits.STANDARD.lexicons().documentBytes() - end.length();

        Answer fits = upload(pad(begin, max) + end, "");
        Answer over = upload(pad(begin, max + 1) + end, "");

        assertThat(fits.status()).isEqualTo(201);
        assertThat(over.status()).isEqualTo(413);
        assertThat(detail("com.example.big").integer("revision")).hasValue(1);
    }

    @Test
    void refusesHugeBodies() {
        Answer answer = upload(GAME, ",\"padding\":\"" + "x".repeat(9 << 20) + "\"");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(server.registry.snapshot().all()).isEmpty();
    }

    @Test
    void asksForPermissions() {
        String reader = server.keyOf("did:web:reader.example.com", Permission.LEXICONS_READ);
        upload(GAME, "");

        Answer list = server.send("GET", "/admin/lexicons", reader, "");
        Answer delete = server.send("DELETE", "/admin/lexicons/" + ID, reader, "");

        assertThat(list.status()).isEqualTo(200);
        assertThat(delete.status()).isEqualTo(403);
        assertThat(delete.error()).isEqualTo("InsufficientPermissions");
        assertThat(delete.object().text("message"))
                .isEqualTo(Optional.of("Missing permission: lexicons:delete"));
        assertThat(server.eventTypes()).startsWith("auth.permission_denied");
    }

    private static String pad(String begin, int length) {
        return begin + "x".repeat(length - begin.length());
    }
}
