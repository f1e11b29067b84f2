package chancery.appview.script.record;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.Change;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The example scripts, called by Carol, whose repository is elsewhere and who sees in the index
/// what she wrote.
class ExampleScriptsTest {
    private static final Nsid PROFILES = Nsid.parse("app.bsky.actor.profile");
    private static final String CAROLS = "at://did:plc:carol/com.example.note/";

    private final RecordKit kit = new RecordKit();

    @BeforeEach
    void register() {
        kit.register(
                """
                {"lexicon":1,"id":"com.example.note","defs":{"main":{"type":"record","key":"any",
                 "record":{"type":"object","required":["status"],"properties":{
                  "status":{"type":"string"},"title":{"type":"string"},
                  "tags":{"type":"array","items":{"type":"string"}},
                  "likeCount":{"type":"integer"},"createdAt":{"type":"string"},
                  "updatedAt":{"type":"string"}}}}}}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get-record",
                "create-record",
                "upsert-record",
                "count-up",
                "paginated-list",
                "list-or-fetch",
                "expanded-query",
                "update-or-delete",
                "batch-save",
                "sidecar-records",
                "cascading-delete",
                "complex-mutations",
                "signed-record",
                "signed-record-verify",
                "algolia-sync",
                "meilisearch-sync"
            })
    void everyExampleCompiles(String name) {
        assertThat(new ScriptCompiler().compile(name, source(name)).assigns("handle")).isTrue();
    }

    @Test
    @DisplayName("11.1 get-record finds one record or says why not")
    void getsOneRecord() {
        index(RecordKit.CAROL, RecordKit.NOTES, "a", "{\"status\":\"s\"}");

        assertThat(query("get-record", "{}"))
                .isEqualTo("{\"error\":\"uri parameter is required\"}");
        assertThat(query("get-record", "{\"uri\":\"at://x\"}"))
                .isEqualTo("{\"error\":\"not found\"}");
        assertThat(query("get-record", "{\"uri\":\"" + CAROLS + "a\"}"))
                .isEqualTo("{\"record\":{\"status\":\"s\",\"uri\":\"" + CAROLS + "a\"}}");
    }

    @Test
    @DisplayName("11.2 create-record writes once and is seen at once")
    void createsARecord() {
        Json.Members answer = object(call("create-record", "{\"status\":\"s\",\"odd\":1}"));

        String uri = answer.text("uri").orElseThrow();
        assertThat(query("get-record", "{\"uri\":\"" + uri + "\"}"))
                .contains("\"status\":\"s\"", "\"$type\":\"com.example.note\"")
                .doesNotContain("odd");
        assertThat(failure("create-record", "{}")).isEqualTo("missing required field 'status'");
        assertThat(kit.elsewhere.requests).containsExactly("createRecord did:plc:carol");
    }

    @Test
    @DisplayName("11.3 upsert-record creates, then puts under the same name")
    void upsertsARecord() {
        String first = call("upsert-record", "{\"rkey\":\"3abc123\",\"status\":\"hello\"}");
        String created = stored("3abc123").text("createdAt").orElseThrow();

        String second = call("upsert-record", "{\"rkey\":\"3abc123\",\"status\":\"updated\"}");

        assertThat(object(second).text("uri")).isEqualTo(object(first).text("uri"));
        assertThat(stored("3abc123").text("createdAt")).contains(created);
        assertThat(stored("3abc123").text("status")).contains("updated");
        assertThat(kit.elsewhere.requests)
                .containsExactly("createRecord did:plc:carol", "putRecord did:plc:carol");
    }

    @Test
    @DisplayName("11.4 paginated-list walks over each record once")
    void listsByPages() {
        for (int i = 1; i <= 3; i++) {
            index(RecordKit.CAROL, RecordKit.NOTES, "k" + i, "{\"status\":\"s" + i + "\"}");
        }

        Json.Members first = object(query("paginated-list", "{\"limit\":\"2\"}"));
        String cursor = first.text("cursor").orElseThrow();
        Json.Members second =
                object(query("paginated-list", "{\"limit\":2,\"cursor\":\"" + cursor + "\"}"));

        assertThat(first.items("records").orElseThrow()).hasSize(2);
        assertThat(second.items("records").orElseThrow())
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.items("records").orElseThrow());
        assertThat(second.contains("cursor")).isFalse();
        assertThat(query("paginated-list", "{\"did\":\"did:plc:bob\"}"))
                .isEqualTo("{\"records\":[]}");
    }

    @Test
    @DisplayName("11.5 list-or-fetch does either")
    void listsOrFetches() {
        index(RecordKit.CAROL, RecordKit.NOTES, "a", "{\"status\":\"s\"}");

        assertThat(query("list-or-fetch", "{}")).startsWith("{\"records\":[{\"status\":\"s\"");
        assertThat(query("list-or-fetch", "{\"uri\":\"" + CAROLS + "a\"}"))
                .startsWith("{\"record\":{\"status\":\"s\"");
        assertThat(query("list-or-fetch", "{\"uri\":\"at://x\"}"))
                .isEqualTo("{\"error\":\"record not found\"}");
    }

    @Test
    @DisplayName("11.6 expanded-query adds the profiles that are indexed")
    void expandsAQuery() {
        Did dave = Did.parse("did:plc:dave");
        index(Did.parse("did:plc:erin"), RecordKit.NOTES, "e", "{\"status\":\"e\"}");
        index(dave, RecordKit.NOTES, "d", "{\"status\":\"d\"}");
        index(RecordKit.CAROL, RecordKit.NOTES, "c", "{\"status\":\"c\"}");
        index(dave, PROFILES, "self", "{\"displayName\":\"Dave\"}");
        index(RecordKit.CAROL, PROFILES, "self", "{\"displayName\":\"Carol\"}");

        Json.Members answer = object(query("expanded-query", "{}"));

        assertThat(answer.items("statuses").orElseThrow()).hasSize(3);
        assertThat(answer.items("profiles").orElseThrow().toString())
                .contains("Dave", "Carol")
                .doesNotContain("erin");
    }

    @Test
    @DisplayName("11.7 update-or-delete does what the input says")
    void updatesOrDeletes() {
        String uri =
                object(call("update-or-delete", "{\"status\":\"1\"}")).text("uri").orElseThrow();
        String named = "\"uri\":\"" + uri + "\"";

        assertThat(object(call("update-or-delete", "{\"status\":\"2\"," + named + "}")).text("uri"))
                .contains(uri);
        assertThat(failure("update-or-delete", "{\"status\":\"3\",\"uri\":\"at://x\"}"))
                .isEqualTo("not found");
        assertThat(call("update-or-delete", "{\"delete\":true," + named + "}"))
                .isEqualTo("{\"success\":true}");
        assertThat(call("update-or-delete", "{\"delete\":true,\"uri\":\"at://x\"}"))
                .isEqualTo("{\"success\":true}");
        assertThat(kit.indexed(uri)).isEmpty();
        assertThat(kit.elsewhere.requests)
                .containsExactly(
                        "createRecord did:plc:carol",
                        "putRecord did:plc:carol",
                        "deleteRecord did:plc:carol");
    }

    @Test
    @DisplayName("11.8 batch-save answers in the order of the input")
    void savesABatch() {
        String answer = call("batch-save", "{\"items\":[{\"status\":\"1\"},{\"status\":\"2\"}]}");

        List<Json> uris = object(answer).items("uris").orElseThrow();
        assertThat(uris).hasSize(2);
        assertThat(kit.indexed(text(uris.getLast())).orElseThrow().json("record"))
                .contains("\"status\":\"2\"");
        assertThat(call("batch-save", "{\"items\":[]}")).isEqualTo("{\"uris\":{}}");
        assertThat(failure("batch-save", "{}")).isEqualTo("attempt to index a nil value");
    }

    @Test
    @DisplayName("11.9 sidecar-records share a name")
    void savesSidecars() {
        Json.Members answer = object(call("sidecar-records", "{\"text\":\"hi\"}"));

        String post = answer.object("post").flatMap(it -> it.text("uri")).orElseThrow();
        String metadata = answer.object("metadata").flatMap(it -> it.text("uri")).orElseThrow();
        assertThat(post.substring(post.lastIndexOf('/')))
                .isEqualTo(metadata.substring(metadata.lastIndexOf('/')))
                .hasSize(14);
        assertThat(kit.indexed(metadata).orElseThrow().json("record"))
                .contains("\"lang\":\"en\"", "\"source\":\"web\"");
    }

    @Test
    @DisplayName("11.10 cascading-delete takes the comments along")
    void deletesWithComments() {
        Nsid comments = Nsid.parse("xyz.statusphere.comment");
        index(RecordKit.CAROL, RecordKit.NOTES, "a", "{\"status\":\"s\"}");
        index(RecordKit.CAROL, comments, "1", "{\"postUri\":\"" + CAROLS + "a\"}");
        index(RecordKit.CAROL, comments, "2", "{\"postUri\":\"at://other\"}");
        index(RecordKit.BOB, comments, "3", "{\"postUri\":\"" + CAROLS + "a\"}");

        assertThat(call("cascading-delete", "{}")).isEqualTo("{\"error\":\"uri is required\"}");
        assertThat(call("cascading-delete", "{\"uri\":\"at://x\"}"))
                .isEqualTo("{\"error\":\"not found\"}");
        assertThat(call("cascading-delete", "{\"uri\":\"" + CAROLS + "a\"}"))
                .isEqualTo("{\"deleted\":2}");
        assertThat(kit.indexed(CAROLS + "a")).isEmpty();
        assertThat(kit.indexed("at://did:plc:carol/xyz.statusphere.comment/2")).isPresent();
    }

    @Test
    @DisplayName("11.11 complex-mutations change several fields at once")
    void changesSeveralFields() {
        index(
                RecordKit.CAROL,
                RecordKit.NOTES,
                "a",
                "{\"status\":\"s\",\"tags\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\"]}");
        String input =
                "{\"uri\":\""
                        + CAROLS
                        + "a\",\"tags\":[\"8\",\"9\",\"10\",\"11\"],\"title\":\"  hi \"}";

        call("complex-mutations", input);
        call("complex-mutations", "{\"uri\":\"" + CAROLS + "a\"}");

        Json.Members record = stored("a");
        assertThat(record.integer("likeCount")).hasValue(2);
        assertThat(record.text("title")).contains("hi");
        assertThat(record.items("tags").orElseThrow())
                .hasSize(10)
                .startsWith(new Json.Text("2"))
                .endsWith(new Json.Text("11"));
        assertThat(record.text("updatedAt")).isPresent();
    }

    @Test
    @DisplayName("11.12 and 11.13 a signed record is verified, a changed one is not")
    void signsAndVerifies() {
        kit.register(
                """
                {"lexicon":1,"id":"com.example.note","defs":{"main":{"type":"record","key":"any",
                 "record":{"type":"object","properties":{
                  "text":{"type":"string"},"createdAt":{"type":"string"}}}}}}
                """);
        Json.Members signed = object(call("signed-record", "{\"text\":\"mine\"}"));
        Json signature = signed.find("signature").orElseThrow();
        String uri = signed.text("uri").orElseThrow();
        Json.Members record = object(kit.indexed(uri).orElseThrow().json("record"));
        index(
                RecordKit.CAROL,
                RecordKit.NOTES,
                "signed",
                record.with("signature", signature).write());
        index(
                RecordKit.CAROL,
                RecordKit.NOTES,
                "changed",
                record.with("signature", signature).with("text", Json.of("yours")).write());

        assertThat(record.contains("signature")).isFalse();
        assertThat(verified("signed", "did:plc:carol")).contains(true);
        assertThat(verified("signed", "did:plc:bob")).contains(false);
        assertThat(verified("changed", "did:plc:carol")).contains(false);
        assertThat(query("signed-record-verify", "{\"uri\":\"at://x\"}"))
                .isEqualTo("{\"error\":\"not found\"}");
    }

    private Optional<Boolean> verified(String key, String did) {
        String params = "{\"uri\":\"" + CAROLS + key + "\",\"did\":\"" + did + "\"}";
        return object(query("signed-record-verify", params)).flag("verified");
    }

    private String call(String name, String input) {
        return RecordKit.answered(kit.run(RecordKit.carol(input), source(name)));
    }

    private String query(String name, String params) {
        return RecordKit.answered(kit.run(RecordKit.query(params), source(name)));
    }

    private String failure(String name, String input) {
        Occasion occasion = RecordKit.carol(input);
        if (kit.run(occasion, source(name)) instanceof ScriptOutcome.Failed failed) {
            return failed.message().lines().findFirst().orElse("");
        }
        throw new AssertionError(name + " did not fail");
    }

    private static Json.Members object(String json) {
        return JsonText.parseObject(json);
    }

    private static String text(Json json) {
        return json instanceof Json.Text(var text) ? text : "";
    }

    private Json.Members stored(String key) {
        return JsonText.parseObject(kit.indexed(CAROLS + key).orElseThrow().json("record"));
    }

    private void index(Did did, Nsid collection, String key, String record) {
        kit.index(
                List.of(
                        new Change.Put(
                                did,
                                new RecordPath(collection, new RecordKey(key)),
                                JsonText.parseObject(record),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH)));
    }

    private static String source(String name) {
        String path = "/scripts/" + name + ".lua";
        try (InputStream in = ExampleScriptsTest.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("no script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
