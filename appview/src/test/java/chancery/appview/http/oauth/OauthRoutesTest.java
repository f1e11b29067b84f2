package chancery.appview.http.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClients;
import chancery.appview.client.ClientType;
import chancery.appview.json.Json;
import chancery.appview.remote.App;
import chancery.appview.remote.App.User;
import chancery.appview.remote.Ask.Got;
import chancery.appview.remote.Host;
import chancery.appview.remote.Smith;
import chancery.appview.remote.Stage;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class OauthRoutesTest {
    private Host host;
    private Stage stage;
    private Did alice;
    private App app;

    @BeforeEach
    void open() {
        host = new Host();
        stage = new Stage(host);
        alice = stage.account("alice", host);
        app = stage.app("app");
    }

    @AfterEach
    void close() {
        stage.close();
        host.close();
    }

    private App pub(String name) {
        return stage.app(name, ClientType.PUBLIC, "atproto transition:generic");
    }

    @Test
    @DisplayName("#54 a confidential client is lent a key")
    void lendsAKey() {
        Got got = app.provision();

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.json().text("provision_id").orElseThrow()).matches("hvp_[0-9a-f]{32}");
        Json.Members key = got.json().object("dpop_key").orElseThrow();
        assertThat(key.members().keySet()).containsExactly("crv", "d", "kty", "x", "y");
        assertThat(key.text("kty")).hasValue("EC");
        assertThat(key.text("crv")).hasValue("P-256");
        assertThat(stage.event("dpop_key.provisioned").detail().text("client_id"))
                .hasValue(app.client().id());
    }

    @Test
    @DisplayName("#55 a public client has to bring a challenge")
    void asksForAChallenge() {
        Got got = pub("p").ask("POST", "/oauth/dpop-keys").json("{}").got();

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.error()).isEqualTo("public clients must provide pkce_challenge");
    }

    @Test
    @DisplayName("#56 a public client is lent a key with a challenge, from its origin")
    void lendsAKeyToAnOrigin() {
        App web = pub("web");
        stage.clients.change(
                web.client().id(),
                c ->
                        new ApiClients.Changed(
                                new ApiClient.Profile(
                                        "web",
                                        c.profile().url(),
                                        c.profile().uri(),
                                        c.profile().redirects(),
                                        c.profile().scopes(),
                                        List.of("https://web.example")),
                                c.rates(),
                                true));
        String body = "{'pkce_challenge':'" + App.challenge() + "'}";

        Got right =
                web.ask("POST", "/oauth/dpop-keys")
                        .header("Origin", "https://web.example")
                        .json(body)
                        .got();
        Got wrong =
                web.ask("POST", "/oauth/dpop-keys")
                        .header("Origin", "https://web.example.evil")
                        .json(body)
                        .got();
        Got none = web.ask("POST", "/oauth/dpop-keys").json(body).got();

        assertThat(right.status()).isEqualTo(201);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.error()).isEqualTo("origin not allowed for this client");
        assertThat(none.error()).isEqualTo("Origin header required for public clients");
    }

    @Test
    void refusesClientsThatAreNone() {
        assertThat(stage.ask("POST", "/oauth/dpop-keys").json("{}").got().error())
                .isEqualTo("X-Client-Key header required");
        assertThat(
                        stage.ask("POST", "/oauth/dpop-keys")
                                .header("X-Client-Key", app.client().key())
                                .header("X-Client-Secret", "hvs_wrong")
                                .json("{}")
                                .got()
                                .error())
                .isEqualTo("invalid client credentials");
        assertThat(
                        stage.ask("POST", "/oauth/dpop-keys")
                                .header("X-Client-Key", pub("q").client().key())
                                .header("X-Client-Secret", "hvs_any")
                                .json("{}")
                                .got()
                                .error())
                .isEqualTo("this endpoint requires confidential client authentication");
        assertThat(
                        stage.ask("POST", "/oauth/dpop-keys")
                                .header("X-Client-Key", "hvc_unknown")
                                .json("{'pkce_challenge':'x'}")
                                .got()
                                .error())
                .isEqualTo("unknown client");
        assertThat(
                        stage.ask("POST", "/oauth/dpop-keys")
                                .header("X-Client-Key", app.client().key())
                                .json("{'pkce_challenge':'x'}")
                                .got()
                                .error())
                .isEqualTo("this client is not registered as a public client");
    }

    @Test
    void refusesABodyThatIsNone() {
        Got got = app.ask("POST", "/oauth/sessions").json("{'provision_id':").got();

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.error()).startsWith("invalid request body: ");
        assertThat(got.json().text("message")).hasValue(got.error());
    }

    @Test
    @DisplayName("#57, #58 a token has the scopes of its client and atproto")
    void checksScopes() {
        Json.Members provisioned = app.provision().json();
        Json.Members deposit = app.deposit(provisioned, alice, "t");

        Got more = app.deposit(deposit.with("scopes", new Json.Text("atproto transition:chat")));
        Got less = app.deposit(deposit.with("scopes", new Json.Text("transition:generic")));

        assertThat(more.status()).isEqualTo(400);
        assertThat(more.error())
                .isEqualTo("scope 'transition:chat' is not allowed for this client");
        assertThat(less.status()).isEqualTo(400);
        assertThat(less.error()).isEqualTo("token must include the 'atproto' scope");
    }

    @Test
    @DisplayName("#59 from the key to the session and its end")
    void takesASessionInAndGivesItUp() {
        Json.Members provisioned = app.provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        String token = host.issue(alice.value(), smith.jwk());

        Got got = app.deposit(app.deposit(provisioned, alice, token));
        Got there = app.ask("GET", "/oauth/sessions/" + alice).got();
        Got end = app.ask("DELETE", "/oauth/sessions/" + alice).got();
        Got again = app.ask("DELETE", "/oauth/sessions/" + alice).got();

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.json().text("session_id").orElseThrow()).hasSize(36);
        assertThat(got.json().text("did")).hasValue(alice.value());
        assertThat(got.json().find("scopes").orElseThrow().write())
                .isEqualTo("[\"atproto\",\"transition:generic\"]");
        assertThat(there.text())
                .isEqualTo(
                        "{\"did\":\"did:plc:alice\","
                                + "\"scopes\":[\"atproto\",\"transition:generic\"]}");
        assertThat(end.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.error()).isEqualTo("DPoP session not found");
        assertThat(host.problems()).isEmpty();
        assertThat(stage.event("dpop_session.created").subject()).hasValue(alice.value());
        assertThat(stage.event("dpop_session.deleted").subject()).hasValue(alice.value());
    }

    @Test
    void refusesATokenOfAnotherAccount() {
        Json.Members provisioned = app.provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        Did mallory = stage.account("mallory", host);
        String token = host.issue(mallory.value(), smith.jwk());

        Got got = app.deposit(app.deposit(provisioned, alice, token));

        assertThat(got.status()).isEqualTo(401);
        assertThat(got.error()).isEqualTo("the access token does not belong to did:plc:alice");
        assertThat(stage.sessions.find(app.client().id(), alice)).isEmpty();
    }

    @Test
    void refusesATokenThatTheHostDoesNotKnow() {
        Json.Members provisioned = app.provision().json();

        Got got = app.deposit(app.deposit(provisioned, alice, "made-up"));

        assertThat(got.status()).isEqualTo(401);
        assertThat(got.error())
                .isEqualTo("the access token was not accepted by the PDS of did:plc:alice");
    }

    @Test
    void refusesAHostThatIsNotTheAccounts() {
        try (Host evil = new Host()) {
            Json.Members provisioned = app.provision().json();
            Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
            String token = evil.issue(alice.value(), smith.jwk());

            Got got =
                    app.deposit(
                            app.deposit(provisioned, alice, token)
                                    .with("pds_url", new Json.Text(evil.url())));

            assertThat(got.status()).isEqualTo(400);
            assertThat(got.error()).isEqualTo("pds_url is not the PDS of did:plc:alice");
            assertThat(evil.seen("/xrpc/com.atproto.server.getSession")).isEmpty();
        }
    }

    @Test
    void reachesNoHostInside() {
        Json.Members provisioned = app.provision().json();
        try (Host inside = new Host()) {
            Did bob = stage.account("bob", inside);

            Got got = app.deposit(app.deposit(provisioned, bob, "t"));

            assertThat(got.status()).isEqualTo(502);
            assertThat(inside.seen("/xrpc/com.atproto.server.getSession")).isEmpty();
        }
    }

    @Test
    void answersTheNonceOfAHost() {
        host.demand("n-1");
        Json.Members provisioned = app.provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        String token = host.issue(alice.value(), smith.jwk());

        Got got = app.deposit(app.deposit(provisioned, alice, token));

        assertThat(got.status()).isEqualTo(201);
        assertThat(host.seen("/xrpc/com.atproto.server.getSession"))
                .extracting(Host.Seen::problem)
                .containsExactly("nonce", "");
    }

    @Test
    void refusesKeysOfOthersAndOfLongAgo() {
        App other = stage.app("other");
        Json.Members provisioned = app.provision().json();
        Json.Members deposit = app.deposit(provisioned, alice, "t");

        Got foreign = other.deposit(deposit);
        Got unknown =
                app.deposit(deposit.with("provision_id", new Json.Text("hvp_" + "0".repeat(32))));
        stage.clock.pass(Stage.LIMITS.keyLife());
        Got late = app.deposit(deposit);

        assertThat(foreign.status()).isEqualTo(401);
        assertThat(foreign.error()).isEqualTo("provision_id does not belong to this client");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.error()).isEqualTo("DPoP key not found");
        assertThat(late.status()).isEqualTo(404);
        stage.clock.pass(Duration.ofSeconds(1));
        assertThat(stage.desk.sweep()).isOne();
        assertThat(stage.desk.sweep()).isZero();
    }

    @Test
    void holdsPublicClientsToTheirChallenge() {
        App web = pub("web");
        Json.Members provisioned = web.provision().json();
        Json.Members deposit = web.deposit(provisioned, alice, "t");

        Got none = web.deposit(deposit.without("pkce_verifier"));
        Got wrong = web.deposit(deposit.with("pkce_verifier", new Json.Text("another")));
        User right = web.user(alice, host);

        assertThat(none.status()).isEqualTo(400);
        assertThat(none.error()).isEqualTo("public clients must provide pkce_verifier");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.error()).isEqualTo("PKCE verification failed");
        assertThat(right.ask("GET", "/oauth/sessions/" + alice).got().status()).isEqualTo(200);
    }

    @Test
    void aProofStandsForTheSecret() {
        User user = app.user(alice, host);

        Got proven = user.ask("GET", "/oauth/sessions/" + alice).got();
        Got bare =
                stage.ask("GET", "/oauth/sessions/" + alice)
                        .header("X-Client-Key", app.client().key())
                        .got();
        Got ended = user.ask("DELETE", "/oauth/sessions/did%3Aplc%3Aalice").got();

        assertThat(proven.status()).isEqualTo(200);
        assertThat(bare.status()).isEqualTo(401);
        assertThat(bare.error())
                .isEqualTo(
                        "clients without X-Client-Secret must provide Authorization: DPoP <token>");
        assertThat(ended.status()).isEqualTo(204);
    }

    @Test
    void aProofOpensNoSessionOfAnotherAccount() {
        Did bob = stage.account("bob", host);
        User mallory = app.user(stage.account("mallory", host), host);
        app.user(bob, host);

        Got read = mallory.ask("GET", "/oauth/sessions/" + bob).got();
        Got end = mallory.ask("DELETE", "/oauth/sessions/" + bob).got();

        assertThat(read.status()).isEqualTo(403);
        assertThat(end.status()).isEqualTo(403);
        assertThat(stage.sessions.find(app.client().id(), bob)).isPresent();
    }

    @Test
    void tellsPublicClientsWhatIsMissing() {
        App web = pub("web");
        User user = web.user(alice, host);
        String path = "/oauth/sessions/" + alice;

        assertThat(web.ask("GET", path).got().error())
                .isEqualTo("public clients must provide Authorization: DPoP <token>");
        assertThat(web.ask("GET", path).header("Authorization", "Bearer x").got().error())
                .isEqualTo("public clients must use DPoP authorization scheme");
        assertThat(
                        web.ask("GET", path)
                                .header("Authorization", "DPoP " + user.token())
                                .got()
                                .error())
                .isEqualTo("public clients must provide DPoP proof header");
    }

    @Test
    void keepsOneSessionOfAnAccount() {
        User first = app.user(alice, host);
        User second = app.user(alice, host);

        Got old = first.ask("GET", "/oauth/sessions/" + alice).got();

        assertThat(old.status()).isEqualTo(401);
        assertThat(old.error()).isEqualTo("no matching DPoP session");
        assertThat(second.ask("GET", "/oauth/sessions/" + alice).got().status()).isEqualTo(200);
    }

    @Test
    void readsBodiesStrictly() {
        Json.Members deposit = app.deposit(app.provision().json(), alice, "t");

        assertThat(app.deposit(deposit.with("did", new Json.Text("alice"))).error())
                .isEqualTo("invalid did");
        assertThat(app.deposit(deposit.with("expires_at", new Json.Text("soon"))).error())
                .isEqualTo("expires_at must be an RFC 3339 date and time");
        assertThat(app.deposit(deposit.with("issuer", new Json.Text("file:///x"))).error())
                .isEqualTo("issuer must be an http or https URL");
        assertThat(app.deposit(deposit.with("access_token", new Json.Text("a b"))).error())
                .isEqualTo("invalid access_token");
        assertThat(app.deposit(deposit.without("scopes")).error())
                .isEqualTo("invalid request body: missing field `scopes`");
    }

    @Test
    void takesTokensOfAtMostSoManyCharacters() {
        Json.Members deposit = app.deposit(app.provision().json(), alice, "t");
        int max = Stage.LIMITS.tokenMax();

        assertThat(app.deposit(token(deposit, max - 1)).error()).contains("not accepted by");
        assertThat(app.deposit(token(deposit, max)).error()).contains("not accepted by");
        assertThat(app.deposit(token(deposit, max + 1)).error()).isEqualTo("invalid access_token");
    }

    private static Json.Members token(Json.Members deposit, int length) {
        return deposit.with("access_token", new Json.Text("t".repeat(length)));
    }

    @Test
    void endsSessionsWithTheirClient() {
        User user = app.user(alice, host);

        stage.clients.remove(app.client().id());

        assertThat(user.ask("GET", "/oauth/sessions/" + alice).got().error())
                .isEqualTo("unknown client");
        assertThat(stage.sessions.find(app.client().id(), alice)).isEmpty();
    }

    @Test
    void knowsNoOtherVerbs() {
        assertThat(app.ask("PUT", "/oauth/sessions/" + alice).json("{}").got().status())
                .isEqualTo(405);
    }
}
