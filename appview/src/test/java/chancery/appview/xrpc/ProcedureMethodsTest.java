package chancery.appview.xrpc;

import static chancery.appview.query.IndexKit.GAME;
import static chancery.appview.xrpc.XrpcKit.ALICE;
import static chancery.appview.xrpc.XrpcKit.BOB;
import static chancery.appview.xrpc.XrpcKit.KEY;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.registry.Action;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.OptionalLong;

/// Registered procedures over HTTP.
final class ProcedureMethodsTest {
    private static final String METHOD = "games.gamesgamesgamesgames.createGame";
    private static final String PATH = "/xrpc/" + METHOD;
    private static final Nsid COLLECTION = Nsid.parse(GAME);
    private static final String RECORD = "at://" + ALICE.value() + "/" + GAME + "/3k";

    private final XrpcKit kit = new XrpcKit();

    @AfterEach
    void close() {
        kit.close();
    }

    private void register(Action action, String script) {
        Options options =
                new Options(
                        Optional.of(COLLECTION),
                        action,
                        Optional.of(script).filter(source -> !source.isEmpty()),
                        Optional.empty(),
                        OptionalLong.empty(),
                        true);
        kit.register(METHOD, "{\"type\":\"procedure\"}", options);
    }

    private static String uri(String uri) {
        return "{\"uri\":\"" + uri + "\",\"title\":\"Go\"}";
    }

    @Test
    @DisplayName("#48 #52 anonymous POST answers 401 and names DPoP authentication")
    void refusesNobody() {
        register(Action.CREATE, "");

        XrpcKit.Answer answer = kit.post(PATH, "{}", "x-client-key", KEY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().text("error").orElseThrow()).contains("DPoP authentication");
        assertThat(kit.writers.writes).isEmpty();
    }

    @Test
    void refusesUnknownClients() {
        register(Action.CREATE, "");

        XrpcKit.Answer answer =
                kit.post(PATH, "{}", "x-client-key", "hvc_x", "authorization", "Bearer alice");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().text("error")).contains("unknown client");
    }

    @Test
    void checksTheBodyBeforeTheClientKey() {
        register(Action.CREATE, "");
        HttpRequest.Builder text =
                kit.request(PATH)
                        .header("content-type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(kit.send(text).status()).isEqualTo(415);
        assertThat(kit.post(PATH, "{", "accept", "*/*").status()).isEqualTo(400);
        assertThat(kit.post(PATH, "{}", "accept", "*/*").json().text("error").orElseThrow())
                .startsWith("Missing client identification");
    }

    @Test
    void takesBodiesOfUpToTwoMebibytes() {
        register(Action.CREATE, "");
        int most = 2 << 20;

        assertThat(kit.post(PATH, "{}" + " ".repeat(most - 3)).status()).isEqualTo(200);
        assertThat(kit.post(PATH, "{}" + " ".repeat(most - 2)).status()).isEqualTo(200);
        assertThat(kit.post(PATH, "{}" + " ".repeat(most - 1)).status()).isEqualTo(413);
    }

    @Test
    void createsARecord() {
        register(Action.CREATE, "");

        XrpcKit.Answer answer =
                kit.post(PATH, "{\"title\":\"Go\",\"shouldPublish\":true,\"rkey\":\"mine\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().text("uri").orElseThrow()).endsWith("/3kchosen");
        assertThat(kit.writers.repos).containsExactly(ALICE);
        Json.Members record =
                Json.Members.builder()
                        .put("title", "Go")
                        .put("rkey", "mine")
                        .put("$type", GAME)
                        .build();
        assertThat(kit.writers.writes)
                .containsExactly(new RepoWrite.Create(COLLECTION, Optional.empty(), record));
    }

    @Test
    void updatesTheRecordThatTheUriNames() {
        register(Action.UPDATE, "");

        XrpcKit.Answer answer = kit.post(PATH, uri(RECORD));

        assertThat(answer.status()).isEqualTo(200);
        Json.Members record = Json.Members.builder().put("title", "Go").put("$type", GAME).build();
        assertThat(kit.writers.writes)
                .containsExactly(
                        new RepoWrite.Put(
                                COLLECTION, RecordKey.parse("3k"), record, Optional.empty()));
    }

    @Test
    @DisplayName("#49 a procedure with the action delete deletes")
    void deletesTheRecordThatTheUriNames() {
        register(Action.DELETE, "");

        XrpcKit.Answer answer = kit.post(PATH, uri(RECORD));

        assertThat(answer.text()).isEqualTo("{}");
        assertThat(kit.writers.writes)
                .containsExactly(
                        new RepoWrite.Delete(COLLECTION, RecordKey.parse("3k"), Optional.empty()));
    }

    @Test
    void upsertsByWhetherThereIsAUri() {
        register(Action.UPSERT, "");

        kit.post(PATH, "{\"title\":\"Go\"}");
        kit.post(PATH, uri(RECORD));

        assertThat(kit.writers.writes)
                .hasExactlyElementsOfTypes(RepoWrite.Create.class, RepoWrite.Put.class);
    }

    @Test
    void refusesUrisThatAreNotTheCallersOwn() {
        register(Action.UPDATE, "");

        assertThat(kit.post(PATH, "{}").json().text("error")).contains("missing uri field");
        assertThat(kit.post(PATH, uri("at://x y")).status()).isEqualTo(400);
        assertThat(kit.post(PATH, uri("at://" + ALICE.value() + "/com.example.other/3k")).status())
                .isEqualTo(400);
        assertThat(kit.post(PATH, uri("at://" + ALICE.value() + "/" + GAME)).status())
                .isEqualTo(400);
        assertThat(kit.post(PATH, uri("at://" + BOB.value() + "/" + GAME + "/3k")).status())
                .isEqualTo(403);
        assertThat(kit.writers.writes).isEmpty();
    }

    @Test
    void writesForAnAccountWhoseDelegateTheCallerIs() {
        register(Action.CREATE, "");
        String input = "{\"delegateDid\":\"" + ALICE.value() + "\",\"title\":\"Go\"}";

        XrpcKit.Answer answer =
                kit.post(PATH, input, "authorization", "DPoP bob", "x-client-key", KEY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(kit.writers.repos).containsExactly(ALICE);
        assertThat(
                        ((RepoWrite.Create) kit.writers.writes.getFirst())
                                .record()
                                .contains("delegateDid"))
                .isFalse();
    }

    @Test
    void refusesToWriteForOthers() {
        register(Action.CREATE, "");

        XrpcKit.Answer other = kit.post(PATH, "{\"delegateDid\":\"" + BOB.value() + "\"}");
        XrpcKit.Answer malformed = kit.post(PATH, "{\"delegateDid\":\"bob\"}");

        assertThat(other.status()).isEqualTo(403);
        assertThat(other.json().text("error")).contains("you are not a delegate of this account");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(kit.writers.writes).isEmpty();
    }

    @Test
    void asksForATargetCollection() {
        kit.register(METHOD, "{\"type\":\"procedure\"}", Options.NONE);

        XrpcKit.Answer answer = kit.post(PATH, "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().text("error"))
                .contains(METHOD + " has no target_collection configured");
    }

    @Test
    void relaysWhatTheHostRefuses() {
        register(Action.CREATE, "");
        kit.writers.next = Optional.of(new WriteOutcome.Refused(418, "{\"error\":\"Teapot\"}"));

        XrpcKit.Answer answer = kit.post(PATH, "{}");

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.text()).isEqualTo("{\"error\":\"Teapot\"}");
    }

    @Test
    void answers401WhenTheSessionIsOver() {
        register(Action.CREATE, "");
        kit.writers.next = Optional.of(new WriteOutcome.LoggedOut("session expired"));

        XrpcKit.Answer answer = kit.post(PATH, "{}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().text("error")).contains("session expired");
    }

    @Test
    void answers409ForAConflict() {
        register(Action.CREATE, "");
        kit.writers.next = Optional.of(new WriteOutcome.Conflict("it is there already"));

        assertThat(kit.post(PATH, "{}").status()).isEqualTo(409);
    }

    @Test
    void answersWithWhatAScriptReturns() {
        register(
                Action.CREATE,
                "function handle() return {input.a, params.b, caller_did, delegate_did,"
                        + " input.delegateDid} end");

        XrpcKit.Answer answer =
                kit.post(PATH + "?b=2", "{\"a\":1,\"delegateDid\":\"" + ALICE.value() + "\"}");

        assertThat(answer.text())
                .isEqualTo("[1,\"2\",\"%s\",\"%s\"]".formatted(ALICE.value(), ALICE.value()));
        assertThat(kit.delegations).containsExactly(ALICE);
    }

    @Test
    void refusesQueriesUnderTheVerbOfProcedures() {
        kit.register(METHOD, "{\"type\":\"query\"}", Options.NONE);

        XrpcKit.Answer answer = kit.post(PATH, "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().text("error")).contains(METHOD + " is not a procedure endpoint");
    }
}
