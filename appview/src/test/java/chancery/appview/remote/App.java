package chancery.appview.remote;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClients;
import chancery.appview.client.ClientType;
import chancery.appview.json.Json;
import chancery.appview.remote.Ask.Got;
import chancery.atproto.syntax.Did;

import java.util.Optional;

/// An application that is registered at a stage.
public final class App {
    public static final String VERIFIER = "a-verifier-that-is-long-enough-for-everybody-1";

    private final Stage stage;
    private final ApiClient client;
    private final Optional<String> secret;

    App(Stage stage, ApiClients.Made made) {
        this.stage = stage;
        this.client = made.client();
        this.secret = made.secret();
    }

    /// A user who is logged in.
    ///
    /// @param smith with the key that the application was lent
    public record User(App app, Did did, Smith smith, String token) {
        /// A request of this user with a fresh proof.
        public Ask ask(String verb, String path) {
            String bare = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
            return ask(verb, path, app.proving(this, verb, bare).proof());
        }

        /// A request of this user with this proof.
        public Ask ask(String verb, String path, String proof) {
            return app.stage
                    .ask(verb, path)
                    .header("X-Client-Key", app.client.key())
                    .header("Authorization", "DPoP " + token)
                    .header("DPoP", proof);
        }
    }

    public ApiClient client() {
        return client;
    }

    public String secret() {
        return secret.orElseThrow();
    }

    /// A proof of a user in the making.
    public Smith proving(User user, String verb, String path) {
        return user.smith.proving(verb, stage.url() + path, user.token, stage.clock.seconds());
    }

    /// A request of the application itself.
    public Ask ask(String verb, String path) {
        Ask ask = stage.ask(verb, path).header("X-Client-Key", client.key());
        secret.ifPresent(text -> ask.header("X-Client-Secret", text));
        return ask;
    }

    /// Asks for a key.
    public Got provision() {
        String body =
                client.type() == ClientType.PUBLIC
                        ? "{'pkce_challenge':'" + challenge() + "'}"
                        : "{}";
        return ask("POST", "/oauth/dpop-keys").json(body).got();
    }

    public static String challenge() {
        return Smith.base64(Smith.sha256(VERIFIER));
    }

    /// The body of a deposit.
    public Json.Members deposit(Json.Members provisioned, Did did, String token) {
        Json.Builder body =
                Json.Members.builder()
                        .put("provision_id", provisioned.text("provision_id").orElseThrow())
                        .put("did", did.value())
                        .put("access_token", token)
                        .put("refresh_token", Host.refreshFor(token))
                        .put("scopes", "atproto transition:generic");
        if (client.type() == ClientType.PUBLIC) {
            body.put("pkce_verifier", VERIFIER);
        }
        return body.build();
    }

    /// Deposits a session.
    public Got deposit(Json.Members body) {
        return ask("POST", "/oauth/sessions").json(body.write()).got();
    }

    /// Logs an account of this host in, from the key to the deposit.
    public User user(Did did, Host host) {
        Json.Members provisioned = provision().json();
        Smith smith = Smith.of(provisioned.object("dpop_key").orElseThrow());
        String token = host.issue(did.value(), smith.jwk());
        Got got =
                deposit(deposit(provisioned, did, token).with("issuer", new Json.Text(host.url())));
        if (got.status() != 201) {
            throw new IllegalStateException("no session: " + got.text());
        }
        return new User(this, did, smith, token);
    }
}
