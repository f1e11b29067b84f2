package chancery.appview.http.admin.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.http.admin.Published;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Response;
import chancery.web.http.TestServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Lexicons of the network over HTTP, fetched from a host of their authority.
final class NetworkRoutesTest {
    private static final String PATH = "/admin/network-lexicons";
    private static final Nsid NOTE = Nsid.parse("com.example.app.note");
    private static final Did AUTHORITY = Did.parse("did:plc:authority");
    private static final String LEXICON =
            """
            {"$type":"com.atproto.lexicon.schema","lexicon":1,"id":"com.example.app.note",
             "defs":{"main":{"type":"record","key":"tid","record":{"type":"object",
              "properties":{"text":{"type":"string"}}}}}}
            """;

    private final AdminServer server = new AdminServer();
    private final AtomicReference<Response> answer =
            new AtomicReference<>(json(200, Published.answer(LEXICON)));
    private final TestServer host =
            TestServer.of(
                    Mount.get(Door.PDS, "/xrpc/com.atproto.repo.getRecord", _ -> answer.get()));

    NetworkRoutesTest() {
        server.world.texts.put("_lexicon.app.example.com", List.of("v=1", "did=" + AUTHORITY));
        server.world.hosts.put(AUTHORITY, "http://localhost:" + host.port());
    }

    @AfterEach
    void close() {
        server.close();
        host.close();
    }

    private static Response json(int status, String text) {
        return Response.of(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer add() {
        return server.post(PATH, "{\"nsid\":\"" + NOTE + "\"}");
    }

    private LexiconEntry entry() {
        return server.registry.snapshot().find(NOTE).orElseThrow().entry();
    }

    private void seed() {
        server.registry.put(
                JsonText.parseObject(LEXICON),
                Options.NONE,
                new Origin.Network(AUTHORITY, server.now.get()));
    }

    @Test
    @DisplayName("#32 the list of network lexicons is empty at first")
    void listsNothingAtFirst() {
        Answer list = server.get(PATH);

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text()).isEqualTo("[]");
    }

    @Test
    @DisplayName("#32 a row is listed, deleted with 204, and gone")
    void listsAndDeletes() {
        seed();

        Answer list = server.get(PATH);
        Answer first = server.delete(PATH + "/" + NOTE);
        Answer second = server.delete(PATH + "/" + NOTE);

        assertThat(list.items().getFirst().members().keySet())
                .containsExactly(
                        "authority_did",
                        "created_at",
                        "last_fetched_at",
                        "nsid",
                        "target_collection");
        assertThat(list.items().getFirst().text("authority_did")).contains(AUTHORITY.value());
        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.error()).isEqualTo("network lexicon '" + NOTE + "' not found");
        assertThat(server.get("/admin/lexicons/" + NOTE).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("#32 nobody gets 401")
    void refusesNobody() {
        assertThat(server.send("GET", PATH, "", "").status()).isEqualTo(401);
    }

    @Test
    void leavesUploadedLexiconsAlone() {
        server.registry.put(JsonText.parseObject(LEXICON), Options.NONE, Origin.MANUAL);

        assertThat(server.get(PATH).text()).isEqualTo("[]");
        assertThat(server.delete(PATH + "/" + NOTE).status()).isEqualTo(404);
        assertThat(entry().revision()).isEqualTo(1);
    }

    @Test
    void previewsWithoutRegistering() {
        Answer preview = server.get(PATH + "/resolve/" + NOTE);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.object().text("nsid")).contains(NOTE.value());
        assertThat(preview.object().text("authority_did")).contains(AUTHORITY.value());
        assertThat(preview.object().text("type")).contains("record");
        assertThat(preview.object().object("lexicon_json")).contains(JsonText.parseObject(LEXICON));
        assertThat(server.registry.snapshot().all()).isEmpty();
    }

    @Test
    void registersAndFetchesAgain() {
        Answer first = add();
        Answer second = add();

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.object().integer("revision")).hasValue(1);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.object().integer("revision")).hasValue(2);
        assertThat(entry().origin()).isEqualTo(new Origin.Network(AUTHORITY, server.now.get()));
        assertThat(server.eventTypes()).containsExactly("lexicon.updated", "lexicon.created");
    }

    @Test
    void keepsScriptsWhenItIsFetchedAgain() {
        server.post(
                "/admin/lexicons",
                "{\"lexicon_json\":"
                        + LEXICON
                        + ",\"index_hook\":\"function handle() end\",\"token_cost\":3,"
                        + "\"target_collection\":\"com.example.kept\"}");

        add();
        server.network.changed(
                AUTHORITY,
                NOTE.value(),
                Optional.of(JsonText.parseObject(LEXICON.replace("text", "body"))));

        assertThat(entry().revision()).isEqualTo(3);
        assertThat(entry().options().indexHook()).contains("function handle() end");
        assertThat(entry().options().tokenCost()).hasValue(3);
        assertThat(entry().options().target()).contains(Nsid.parse("com.example.kept"));
        assertThat(server.registry.snapshot().find(NOTE).orElseThrow().hook()).isPresent();
    }

    @Test
    void followsItsAuthorityAlone() {
        add();
        Json.Members other = JsonText.parseObject(LEXICON.replace("text", "body"));

        server.network.changed(Did.parse("did:plc:mallory"), NOTE.value(), Optional.of(other));
        server.network.changed(Did.parse("did:plc:mallory"), NOTE.value(), Optional.empty());
        long strangers = entry().revision();
        server.network.changed(AUTHORITY, NOTE.value(), Optional.of(other));
        long authority = entry().revision();
        server.network.changed(AUTHORITY, NOTE.value(), Optional.empty());

        assertThat(strangers).isEqualTo(1);
        assertThat(authority).isEqualTo(2);
        assertThat(server.registry.snapshot().all()).isEmpty();
    }

    @Test
    void keepsWhatItHasWhenItsAuthorityPublishesNoLexicon() {
        add();

        server.network.changed(AUTHORITY, NOTE.value(), Optional.of(Json.Members.EMPTY));
        server.network.changed(
                AUTHORITY,
                NOTE.value(),
                Optional.of(JsonText.parseObject(LEXICON.replace("\"tid\"", "7"))));
        server.network.changed(AUTHORITY, "not an nsid", Optional.of(Json.Members.EMPTY));

        assertThat(entry().revision()).isEqualTo(1);
        assertThat(server.eventTypes()).startsWith("lexicon.refresh_failed");
    }

    @Test
    void refreshesWhatChangedAndKeepsTheRest() {
        add();
        int same = server.network.refresh();
        answer.set(json(200, Published.answer(LEXICON.replace("text", "body"))));
        int changed = server.network.refresh();
        answer.set(json(500, "{}"));
        int broken = server.network.refresh();

        assertThat(List.of(same, changed, broken)).containsExactly(0, 1, 0);
        assertThat(entry().revision()).isEqualTo(2);
    }

    @Test
    void readsAuthoritiesThatLiveHere() {
        Did local = Did.parse("did:plc:local");
        server.world.local.add(local);
        server.world.texts.put("_lexicon.app.example.com", List.of("did=" + local));
        server.world.records.put(
                local + "/com.atproto.lexicon.schema/" + NOTE, JsonText.parseObject(LEXICON));

        assertThat(add().object().text("authority_did")).contains(local.value());
    }

    @Test
    void tellsWhyALexiconCannotBeHad() {
        assertThat(error("abc")).isEqualTo("400 invalid NSID (too few segments): abc");
        assertThat(error("com.example.1x")).isEqualTo("400 invalid NSID: com.example.1x");
        assertThat(error("org.none.app.x"))
                .isEqualTo("400 no did= TXT record found at _lexicon.app.none.org");
        answer.set(json(400, "{\"error\":\"RecordNotFound\"}"));
        assertThat(error(NOTE.value()))
                .isEqualTo(
                        "404 lexicon record not found for "
                                + NOTE
                                + " in "
                                + AUTHORITY
                                + "'s repo");
        answer.set(json(200, "not json"));
        assertThat(error(NOTE.value())).startsWith("502 failed to fetch lexicon record for");
        answer.set(json(200, Published.answer(LEXICON.replace("app.note", "app.other"))));
        assertThat(error(NOTE.value())).startsWith("400 ");
        server.world.hosts.clear();
        assertThat(error(NOTE.value())).isEqualTo("404 DID document not found for " + AUTHORITY);
        assertThat(server.registry.snapshot().all()).isEmpty();
    }

    private String error(String nsid) {
        Answer refused = server.post(PATH, "{\"nsid\":\"" + nsid + "\"}");
        return refused.status() + " " + refused.error();
    }

    @Test
    void refusesNamesOfTheProtocol() {
        assertThat(error("com.atproto.repo.x")).startsWith("400 ");
    }
}
