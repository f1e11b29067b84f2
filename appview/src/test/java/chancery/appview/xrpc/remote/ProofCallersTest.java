package chancery.appview.xrpc.remote;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.remote.App;
import chancery.appview.remote.App.User;
import chancery.appview.remote.Ask.Got;
import chancery.appview.remote.Host;
import chancery.appview.remote.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProofCallersTest {
    private static final String PATH = "/xrpc/dev.happyview.delegation.listAccounts";

    private Host host;
    private Stage stage;
    private App app;
    private User alice;

    @BeforeEach
    void open() {
        host = new Host();
        stage = new Stage(host);
        app = stage.app("app");
        alice = app.user(stage.account("alice", host), host);
    }

    @AfterEach
    void close() {
        stage.close();
        host.close();
    }

    private static void refused(Got got, String error) {
        assertThat(got.error()).isEqualTo(error);
        assertThat(got.status()).isEqualTo(401);
    }

    private String proof() {
        return app.proving(alice, "GET", PATH).proof();
    }

    @Test
    void knowsACallerByProof() {
        assertThat(alice.ask("GET", PATH).got().status()).isEqualTo(200);
    }

    @Test
    void takesTheKeyOfAClientFromAParameter() {
        Got got =
                stage.ask("GET", PATH + "?client_key=" + app.client().key())
                        .header("Authorization", "DPoP " + alice.token())
                        .header("DPoP", proof())
                        .got();

        assertThat(got.status()).isEqualTo(200);
    }

    @Test
    void tellsWhatIsMissing() {
        refused(
                stage.ask("GET", PATH).header("Authorization", "DPoP x").got(),
                "DPoP auth requires X-Client-Key header");
        refused(
                stage.ask("GET", PATH)
                        .header("Authorization", "DPoP x")
                        .header("X-Client-Key", app.client().key())
                        .got(),
                "DPoP auth requires DPoP header");
        refused(
                stage.ask("GET", PATH)
                        .header("Authorization", "DPoP x")
                        .header("X-Client-Key", "hvc_nobody")
                        .header("DPoP", "x")
                        .got(),
                "unknown client");
    }

    @Test
    void knowsNoOtherToken() {
        refused(
                new User(app, alice.did(), alice.smith(), "made-up").ask("GET", PATH).got(),
                "no matching DPoP session");
    }

    @Test
    void knowsNoTokenOfAnotherApplication() {
        App other = stage.app("other");
        User through = new User(other, alice.did(), alice.smith(), alice.token());

        refused(through.ask("GET", PATH).got(), "no matching DPoP session");
    }

    @Test
    void refusesClientsThatAreOff() {
        stage.ask("PUT", "/admin/api-clients/" + app.client().id())
                .json("{'is_active':false}")
                .got();

        refused(alice.ask("GET", PATH).got(), "unknown client");
    }

    @Test
    void believesAProofForItsOwnRequestAlone() {
        String proof = proof();

        refused(
                alice.ask("POST", "/xrpc/dev.happyview.createApiClient", proof).json("{}").got(),
                "DPoP proof htm mismatch");
        refused(
                alice.ask("GET", "/xrpc/dev.happyview.listApiClients", proof).got(),
                "DPoP proof htu mismatch");
        assertThat(alice.ask("GET", PATH, proof).got().status()).isEqualTo(200);
        refused(alice.ask("GET", PATH, proof).got(), "DPoP proof has already been used");
    }

    @Test
    void believesNoProofOfAnotherUser() {
        User mallory = app.user(stage.account("mallory", host), host);
        User stolen = new User(app, alice.did(), mallory.smith(), alice.token());

        refused(stolen.ask("GET", PATH).got(), "DPoP proof key does not match session");
    }

    @Test
    void readsTheParametersApart() {
        assertThat(alice.ask("GET", PATH + "?a=b").got().status()).isEqualTo(200);
    }

    @Test
    void answersInTheEnvelopeThatClientsRead() {
        Json.Members body = alice.ask("GET", PATH, "x").got().json();

        assertThat(body.text("message")).isEqualTo(body.text("error"));
    }
}
