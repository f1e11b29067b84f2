package chancery.appview.xrpc.remote;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.remote.App;
import chancery.appview.remote.App.User;
import chancery.appview.remote.Ask.Got;
import chancery.appview.remote.Host;
import chancery.appview.remote.Smith;
import chancery.appview.remote.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ClientMethodsTest {
    private static final String PATH = "/xrpc/dev.happyview.";
    private static final String BODY =
            "{'name':'Mine','clientIdUrl':'https://mine.example/client.json',"
                    + "'clientUri':'https://mine.example','redirectUris':[]}";

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

    private static Got create(User user, String body) {
        return user.ask("POST", PATH + "createApiClient").json(body).got();
    }

    private static Got get(User user, String id) {
        return user.ask("GET", PATH + "getApiClient?id=" + id).got();
    }

    private static Got delete(User user, String id) {
        return user.ask("POST", PATH + "deleteApiClient").json("{'id':'" + id + "'}").got();
    }

    private static String id(Got created) {
        return created.json().object("client").orElseThrow().text("id").orElseThrow();
    }

    @Test
    @DisplayName("#77 an anonymous list is refused")
    void asksForAProof() {
        Got got = stage.ask("GET", PATH + "listApiClients").got();

        assertThat(got.status()).isEqualTo(401);
        assertThat(got.error()).isEqualTo("managing API clients requires DPoP authentication");
    }

    @Test
    @DisplayName("#77 the list of one's own")
    void lists() {
        assertThat(alice.ask("GET", PATH + "listApiClients").got().text())
                .isEqualTo("{\"clients\":[]}");
        create(alice, BODY);

        Got got = alice.ask("GET", PATH + "listApiClients").got();

        assertThat(got.json().items("clients").orElseThrow()).hasSize(1);
    }

    @Test
    @DisplayName("#77 create a confidential client")
    void createsAConfidentialClient() {
        Got got = create(alice, BODY);

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.json().text("clientSecret").orElseThrow()).startsWith("hvs_");
        Json.Members client = got.json().object("client").orElseThrow();
        assertThat(client.text("clientKey").orElseThrow()).startsWith("hvc_");
        assertThat(client.members().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "clientKey",
                        "clientIdUrl",
                        "clientUri",
                        "redirectUris",
                        "clientType",
                        "scopes",
                        "allowedOrigins",
                        "isActive",
                        "createdAt");
        assertThat(stage.client(id(got)).descent().parent()).hasValue(app.client().id());
        assertThat(stage.event("api_client.created").actor()).hasValue("did:plc:alice");
    }

    @Test
    @DisplayName("#77 create a public client")
    void createsAPublicClient() {
        Got got = create(alice, BODY.replace("'name'", "'clientType':'public','name'"));

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.json().contains("clientSecret")).isFalse();
    }

    @Test
    @DisplayName("#77 get, delete, and what is not there")
    void getsAndDeletes() {
        String id = id(create(alice, BODY));

        assertThat(get(alice, id).json().object("client").orElseThrow().text("name"))
                .hasValue("Mine");
        assertThat(delete(alice, id).text()).isEqualTo("{}");
        assertThat(delete(alice, id).status()).isEqualTo(404);
        assertThat(get(alice, id).error()).isEqualTo("API client not found");
    }

    @Test
    void showsNobodyTheClientsOfOthers() {
        User bob = app.user(stage.account("bob", host), host);
        String id = id(create(alice, BODY));

        assertThat(get(bob, id).status()).isEqualTo(404);
        assertThat(delete(bob, id).status()).isEqualTo(404);
        assertThat(get(alice, app.client().id()).status()).isEqualTo(404);
        assertThat(get(alice, id).status()).isEqualTo(200);
    }

    @Test
    void refusesAUrlTwiceAndTypesThatAreNone() {
        create(alice, BODY);

        assertThat(create(alice, BODY).status()).isEqualTo(409);
        assertThat(create(alice, BODY).error()).isEqualTo("client_id_url already registered");
        assertThat(create(alice, BODY.replace("'name'", "'clientType':'odd','name'")).error())
                .isEqualTo("client_type must be 'confidential' or 'public'");
    }

    @Test
    void letsNoChildManage() {
        Json.Members made = create(alice, BODY).json();
        User child = throughChild(made);

        assertThat(create(child, BODY).status()).isEqualTo(403);
        assertThat(create(child, BODY).error())
                .isEqualTo("Child clients cannot create API clients");
        Got list = child.ask("GET", PATH + "listApiClients").got();
        assertThat(list.status()).isEqualTo(401);
        assertThat(list.error()).isEqualTo("child clients cannot manage API clients");
        assertThat(get(child, "x").status()).isEqualTo(401);
        assertThat(delete(child, "x").status()).isEqualTo(401);
    }

    /// The same account, logged in through the client it made.
    private User throughChild(Json.Members made) {
        String key = made.object("client").orElseThrow().text("clientKey").orElseThrow();
        App child = stage.known(key, made.text("clientSecret").orElseThrow());
        Json.Members provisioned = child.provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        String token = host.issue(alice.did().value(), smith.jwk());
        Json.Members body =
                child.deposit(provisioned, alice.did(), token)
                        .with("scopes", new Json.Text("atproto"));
        child.deposit(body);
        return new User(child, alice.did(), smith, token);
    }
}
