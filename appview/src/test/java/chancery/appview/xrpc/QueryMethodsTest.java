package chancery.appview.xrpc;

import static chancery.appview.query.IndexKit.ALICE;
import static chancery.appview.query.IndexKit.BOB;
import static chancery.appview.query.IndexKit.GAME;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.AppEvent;
import chancery.appview.json.Json;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.Trigger;
import chancery.atproto.syntax.Nsid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Registered queries over HTTP.
final class QueryMethodsTest {
    private static final String LIST = "games.gamesgamesgamesgames.listGames";
    private static final String QUERY =
            """
            {"type":"query","parameters":{"type":"params","properties":{
              "limit":{"type":"integer"},"big":{"type":"integer"},"exact":{"type":"boolean"}}}}
            """;

    private final XrpcKit kit = new XrpcKit();

    @BeforeEach
    void register() {
        kit.register(
                GAME,
                "{\"type\":\"record\",\"key\":\"tid\",\"record\":{\"type\":\"object\"}}",
                Options.NONE);
        kit.register(LIST, QUERY, options(""));
    }

    @AfterEach
    void close() {
        kit.close();
    }

    private static Options options(String script) {
        return new Options(
                Optional.of(Nsid.parse(GAME)),
                Options.NONE.action(),
                Optional.of(script).filter(source -> !source.isEmpty()),
                Optional.empty(),
                OptionalLong.empty(),
                true);
    }

    private void script(String body) {
        kit.register(LIST, QUERY, options("function handle() " + body + " end"));
    }

    @Test
    @DisplayName("#43 GET on the name of a record type answers 400")
    void refusesRecordTypes() {
        XrpcKit.Answer answer = kit.get("/xrpc/" + GAME);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().text("error")).contains(GAME + " is not a query endpoint");
    }

    @Test
    @DisplayName("#44 a stored record is answered by its uri")
    void answersARecord() {
        String uri = kit.index.put(ALICE, "1", 1, "{\"title\":\"Go\"}");

        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST + "?uri=" + uri);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"record\":{\"title\":\"Go\",\"uri\":\"" + uri + "\"}}");
        assertThat(kit.waits).isEqualTo(1);
    }

    @Test
    @DisplayName("#45 a missing record answers 404")
    void answers404ForAMissingRecord() {
        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST + "?uri=at://did:plc:x/a.b.c/1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().text("error")).contains("record not found");
        assertThat(answer.json().text("message")).contains("record not found");
    }

    @Test
    @DisplayName("#46 three records come in pages of two and one")
    void listsPages() {
        kit.index.put(ALICE, "1", 1, "{}");
        kit.index.put(ALICE, "2", 2, "{}");
        kit.index.put(ALICE, "3", 3, "{}");

        Json.Members first = kit.get("/xrpc/" + LIST + "?limit=2").json();
        String cursor = first.text("cursor").orElseThrow();
        Json.Members second = kit.get("/xrpc/" + LIST + "?limit=2&cursor=" + cursor).json();

        assertThat(first.items("records").orElseThrow()).hasSize(2);
        assertThat(second.items("records").orElseThrow()).hasSize(1);
        assertThat(second.contains("cursor")).isFalse();
    }

    @Test
    @DisplayName("#47 did= narrows the list to one account")
    void listsOneAccount() {
        kit.index.put(ALICE, "1", 1, "{}");
        String bobs = kit.index.put(BOB, "2", 2, "{}");

        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST + "?did=" + BOB);

        assertThat(answer.text()).isEqualTo("{\"records\":[{\"uri\":\"" + bobs + "\"}]}");
    }

    @Test
    void asksForATargetCollectionToList() {
        kit.register(LIST, QUERY, Options.NONE);

        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().text("error"))
                .contains(LIST + " has no target_collection configured for list queries");
    }

    @Test
    void asksForAClientKey() {
        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST, "accept", "*/*");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().text("error"))
                .contains(
                        "Missing client identification. Provide an X-Client-Key header or"
                                + " client_key query parameter.");
    }

    @Test
    void takesTheClientKeyInTheQuery() {
        script("return params");

        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST + "?client_key=hvc_x", "accept", "*/*");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"client_key\":\"hvc_x\"}");
    }

    @Test
    @DisplayName("#51 anonymous GET with a client key is never 401")
    void letsAnyoneReadWithAKey() {
        assertThat(kit.get("/xrpc/" + LIST).status()).isEqualTo(200);
        assertThat(kit.get("/xrpc/" + LIST, "x-client-key", "hvc_unknown").status()).isEqualTo(200);
        assertThat(kit.get("/xrpc/" + LIST + "?uri=at://x").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("#50 a bearer token of elsewhere answers 401")
    void refusesForeignBearerTokens() {
        XrpcKit.Answer answer =
                kit.get("/xrpc/" + LIST, "authorization", "Bearer hv_x", "x-client-key", "hvc_x");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().text("error").orElseThrow())
                .contains("XRPC routes do not accept Bearer auth");
    }

    @Test
    @DisplayName("#53 GET with a valid proof is not 401")
    void letsProvenCallersRead() {
        script("return caller_did");

        XrpcKit.Answer answer =
                kit.get("/xrpc/" + LIST, "authorization", "DPoP bob", "x-client-key", XrpcKit.KEY);

        assertThat(answer.text()).isEqualTo("\"" + BOB + "\"");
    }

    @Test
    void checksCredentialsBeforeTheClientKey() {
        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST, "authorization", "Basic x");

        assertThat(answer.json().text("error")).contains("invalid Authorization scheme");
    }

    @Test
    void typesParametersAsTheLexiconSays() {
        script("return {params.limit, params.big, params.exact, params.q, params.tag}");

        XrpcKit.Answer answer =
                kit.get("/xrpc/" + LIST + "?limit=5&big=x9&exact=1&q=a+b%20c&tag=1&tag=2");

        assertThat(answer.text()).isEqualTo("[5,\"x9\",true,\"a+b c\",[\"1\",\"2\"]]");
    }

    @Test
    void takesQueriesWithGapsAndWithoutValues() {
        script("return params");

        assertThat(kit.get("/xrpc/" + LIST + "?q=%25zz&&b=&c").text())
                .isEqualTo("{\"b\":\"\",\"c\":\"\",\"q\":\"%zz\"}");
    }

    @Test
    void answersWithWhatAScriptReturns() {
        kit.index.put(ALICE, "1", 1, "{\"n\":1.0}");
        script("return db.query{collection = collection, limit = params.limit}");

        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST + "?limit=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().items("records").orElseThrow()).hasSize(1);
        assertThat(answer.text()).contains("\"n\":1.0");
    }

    @Test
    void answersNullForNil() {
        script("");

        assertThat(kit.get("/xrpc/" + LIST).text()).isEqualTo("null");
    }

    @Test
    void answers500ForAnErrorOfAScript() {
        script("\n error('boom')");

        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST);

        assertThat(answer.status()).isEqualTo(500);
        Json.Members body = answer.json();
        assertThat(body.text("error")).contains("script_error");
        assertThat(body.text("errorType")).contains("runtime");
        assertThat(body.text("message").orElseThrow()).startsWith("boom");
        assertThat(body.text("method")).contains(LIST);
        assertThat(body.integer("line")).hasValue(2);
    }

    @Test
    void answers408ForALoopWithoutEnd() {
        script("while true do end");

        XrpcKit.Answer answer = kit.get("/xrpc/" + LIST);

        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.json().text("errorType")).contains("timeout");
        assertThat(answer.json().text("message")).contains("script exceeded execution time limit");
        assertThat(answer.json().find("line")).contains(Json.Null.NULL);
    }

    @Test
    void notesRunsOfScripts() {
        script("return 1");
        kit.get("/xrpc/" + LIST);
        script("error('boom')");
        kit.get("/xrpc/" + LIST);

        List<AppEvent> events = kit.events;

        assertThat(events)
                .extracting(AppEvent::type)
                .containsExactly("script.executed", "script.error");
        assertThat(events.getFirst().detail().integer("response_size")).hasValue(1);
        assertThat(events.getLast().severity()).isEqualTo(AppEvent.Severity.ERROR);
        assertThat(events.getLast().subject()).contains(LIST);
    }

    @Test
    void prefersTheScriptThatHangsOnTheMethod() {
        script("return 'its own'");
        Trigger trigger = Trigger.of(Trigger.Kind.XRPC_QUERY, Nsid.parse(LIST));
        kit.registry.put(trigger, "function handle() return 'hung' end", Optional.empty());

        assertThat(kit.get("/xrpc/" + LIST).text()).isEqualTo("\"hung\"");
    }

    @Test
    void answersHeadAsGetAndOtherVerbsNot() {
        HttpRequest.Builder head = kit.request("/xrpc/" + LIST).method("HEAD", nothing());
        HttpRequest.Builder put = kit.request("/xrpc/" + LIST).method("PUT", nothing());

        assertThat(kit.send(head, "x-client-key", "k").status()).isEqualTo(200);
        assertThat(kit.send(put, "x-client-key", "k").status()).isEqualTo(405);
    }

    private static HttpRequest.BodyPublisher nothing() {
        return HttpRequest.BodyPublishers.noBody();
    }
}
