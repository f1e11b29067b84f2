package chancery.appview.http.admin.client;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ClientDraft;
import chancery.appview.client.ClientType;
import chancery.appview.client.Secrets;
import chancery.appview.json.Json;
import chancery.appview.remote.Ask.Got;
import chancery.appview.remote.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class ClientRoutesTest {
    private static final String PATH = "/admin/api-clients";
    private static final String BODY =
            """
            {'name':'Game','client_id_url':'https://game.example/client.json',
            'client_uri':'https://game.example','redirect_uris':['https://game.example/back']}
            """;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Got create(String body) {
        return stage.ask("POST", PATH).json(body).got();
    }

    private String created() {
        return create(BODY).json().text("id").orElseThrow();
    }

    private Json.Members view(String id) {
        return stage.ask("GET", PATH + "/" + id).got().json();
    }

    private List<Json> list(String query) {
        return ((Json.Array) stage.ask("GET", PATH + query).got().value()).items();
    }

    private Got put(String id, String body) {
        return stage.ask("PUT", PATH + "/" + id).json(body).got();
    }

    @Test
    @DisplayName("#60 create answers 201 with key and secret")
    void creates() {
        Got got = create(BODY);

        Json.Members made = got.json();
        assertThat(got.status()).isEqualTo(201);
        assertThat(made.text("name")).hasValue("Game");
        assertThat(made.text("client_id_url")).hasValue("https://game.example/client.json");
        assertThat(made.text("client_type")).hasValue("confidential");
        assertThat(made.text("client_key").orElseThrow()).matches("hvc_[0-9a-f]{32}");
        assertThat(made.text("client_secret").orElseThrow()).matches("hvs_[0-9a-f]{64}");
        assertThat(made.text("id").orElseThrow()).hasSize(36);
        assertThat(stage.event("api_client.created").actor()).hasValue("did:plc:admin");
    }

    @Test
    void keepsOfASecretItsHashAlone() {
        Json.Members made = create(BODY).json();

        ApiClient kept = stage.client(made.text("id").orElseThrow());
        String secret = made.text("client_secret").orElseThrow();
        assertThat(kept.secretHash()).hasValue(Secrets.hash(secret));
        assertThat(view(kept.id()).write()).doesNotContain(secret, Secrets.hash(secret));
    }

    @Test
    void createsPublicClientsWithoutASecret() {
        Got got = create(BODY.replace("'name'", "'client_type':'public','name'"));

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.json().contains("client_secret")).isFalse();
    }

    @Test
    @DisplayName("#61 a URL is registered once")
    void refusesAUrlTwice() {
        create(BODY);

        Got again = create(BODY);
        Got own =
                create(
                        BODY.replace(
                                "https://game.example/client.json",
                                "https://own.example/oauth-client-metadata.json"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("client_id_url already registered");
        assertThat(own.status()).isEqualTo(409);
        assertThat(list("")).hasSize(1);
    }

    @Test
    @DisplayName("#62, #69, #70 a client is known at once, until it is off or gone")
    void knowsActiveClients() {
        String id = created();
        String key = stage.client(id).key();

        assertThat(stage.clients.active(key)).isPresent();
        put(id, "{'is_active':false}");
        assertThat(stage.clients.active(key)).isEmpty();
        put(id, "{'is_active':true}");
        assertThat(stage.clients.active(key)).isPresent();
        stage.ask("DELETE", PATH + "/" + id).got();
        assertThat(stage.clients.active(key)).isEmpty();
    }

    @Test
    @DisplayName("#63, #64, #76 the list, newest first")
    void lists() {
        assertThat(list("")).isEmpty();
        String first = created();
        stage.clock.pass(Duration.ofSeconds(1));
        String second =
                create(BODY.replace("game.example", "two.example")).json().text("id").orElseThrow();

        List<Json> all = list("");

        assertThat(all)
                .extracting(c -> ((Json.Members) c).text("id").orElseThrow())
                .containsExactly(second, first);
        assertThat(((Json.Members) all.getFirst()).members().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "client_key",
                        "name",
                        "client_id_url",
                        "client_uri",
                        "redirect_uris",
                        "scopes",
                        "client_type",
                        "allowed_origins",
                        "rate_limit_capacity",
                        "rate_limit_refill_rate",
                        "is_active",
                        "created_by",
                        "created_at",
                        "updated_at",
                        "parent_client_id",
                        "owner_did");
        assertThat(((Json.Members) all.getFirst()).find("owner_did")).hasValue(Json.Null.NULL);
    }

    @Test
    @DisplayName("#65 details with defaults")
    void shows() {
        Json.Members client = view(created());

        assertThat(client.text("scopes")).hasValue("atproto");
        assertThat(client.flag("is_active")).hasValue(true);
        assertThat(client.text("created_by")).hasValue("did:plc:admin");
        assertThat(client.items("redirect_uris").orElseThrow()).hasSize(1);
    }

    @Test
    @DisplayName("#66, #68, #70 what is not there")
    void knowsNoOthers() {
        Got get = stage.ask("GET", PATH + "/nobody").got();

        assertThat(get.status()).isEqualTo(404);
        assertThat(get.error()).isEqualTo("api client 'nobody' not found");
        assertThat(put("nobody", "{}").status()).isEqualTo(404);
        assertThat(stage.ask("DELETE", PATH + "/nobody").got().status()).isEqualTo(404);
    }

    @Test
    @DisplayName("#67 a change keeps what it does not name")
    void changes() {
        String id = created();

        Got got = put(id, "{'name':'Other','scopes':'atproto transition:generic'}");

        assertThat(got.status()).isEqualTo(204);
        assertThat(view(id).text("name")).hasValue("Other");
        assertThat(view(id).text("scopes")).hasValue("atproto transition:generic");
        assertThat(view(id).text("client_uri")).hasValue("https://game.example");
        assertThat(stage.event("api_client.updated").subject()).hasValue(id);
    }

    @Test
    void nullClears() {
        String id = created();
        put(
                id,
                "{'rate_limit_capacity':50,'rate_limit_refill_rate':1.5,"
                        + "'allowed_origins':['https://a.example'],'scopes':'atproto x'}");

        put(
                id,
                "{'rate_limit_capacity':null,'rate_limit_refill_rate':null,"
                        + "'allowed_origins':null,'scopes':null,'redirect_uris':null}");

        Json.Members client = view(id);
        assertThat(client.find("rate_limit_capacity")).hasValue(Json.Null.NULL);
        assertThat(client.find("rate_limit_refill_rate")).hasValue(Json.Null.NULL);
        assertThat(client.find("allowed_origins")).hasValue(Json.Null.NULL);
        assertThat(client.text("scopes")).hasValue("atproto");
        assertThat(client.items("redirect_uris").orElseThrow()).isEmpty();
        assertThat(put(id, "{'name':null}").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("#73 rates of a client")
    void keepsRates() {
        String id =
                create(
                                BODY.replace(
                                        "'name'",
                                        "'rate_limit_capacity':50,'rate_limit_refill_rate':1.5,"
                                                + "'name'"))
                        .json()
                        .text("id")
                        .orElseThrow();

        assertThat(view(id).integer("rate_limit_capacity")).hasValue(50);
        assertThat(view(id).number("rate_limit_refill_rate")).hasValue(1.5);
        assertThat(stage.client(id).rates().allowance().orElseThrow().capacity()).isEqualTo(50);
        assertThat(put(id, "{'rate_limit_capacity':0}").status()).isEqualTo(400);
        assertThat(put(id, "{'rate_limit_refill_rate':'fast'}").status()).isEqualTo(400);
        assertThat(put(id, "{'rate_limit_refill_rate':-1}").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("#74, #75 children go the way of their parent")
    void takesChildrenAlong() {
        String parent = created();
        ClientDraft draft = Stage.draft("child", ClientType.PUBLIC, "atproto");
        Descent descent =
                new Descent("did:plc:alice", Optional.of(parent), Optional.of("did:plc:alice"));
        String child =
                stage.clients
                        .create(
                                new ClientDraft(
                                        draft.profile(), draft.type(), draft.rates(), descent))
                        .client()
                        .id();

        assertThat(list("?parent_id=" + parent)).hasSize(1);
        assertThat(list("?parent_id=other")).isEmpty();
        assertThat(view(child).text("owner_did")).hasValue("did:plc:alice");
        put(parent, "{'is_active':false}");
        assertThat(view(child).flag("is_active")).hasValue(false);
        stage.ask("DELETE", PATH + "/" + parent).got();
        assertThat(list("")).isEmpty();
    }

    @Test
    void aUrlIsFreeAgainWhenItsClientIsGone() {
        String id = created();
        stage.ask("DELETE", PATH + "/" + id).got();

        assertThat(create(BODY).status()).isEqualTo(201);
        assertThat(stage.event("api_client.deleted").subject()).hasValue(id);
    }

    @Test
    void refusesWhatIsNoClient() {
        assertThat(create(BODY.replace("'Game'", "''")).status()).isEqualTo(400);
        assertThat(create(BODY.replace("'Game'", "5")).status()).isEqualTo(400);
        assertThat(create("{'name':'x'}").error())
                .isEqualTo("invalid request body: missing field `client_id_url`");
        assertThat(create(BODY.replace("https://game.example'", "ftp://x'")).status())
                .isEqualTo(400);
        assertThat(create(BODY.replace("'name'", "'client_type':'odd','name'")).error())
                .isEqualTo("client_type must be 'confidential' or 'public'");
    }
}
