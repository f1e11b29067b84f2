package chancery.appview.http.oauth;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClients;
import chancery.appview.client.ClientType;
import chancery.appview.client.Credentials;
import chancery.appview.dpop.ProofCheck.Shown;
import chancery.appview.http.Errors;
import chancery.appview.session.ProofLogin;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;
import chancery.web.http.Request;

import java.util.Locale;
import java.util.Optional;

/// Finds out which application asks for a key or a session.
public final class ClientGate {
    private static final String SCHEME = "dpop ";

    private final ApiClients clients;
    private final Credentials credentials;
    private final ProofLogin login;

    public ClientGate(ApiClients clients, ProofLogin login) {
        this.clients = clients;
        this.credentials = new Credentials(clients);
        this.login = login;
    }

    /// The application, by its secret, or a public one by what it may be used from.
    ///
    /// @throws Refusal when it is none
    ApiClient require(Request request) {
        String key = key(request);
        return secret(request)
                .map(secret -> credentials.confidential(key, secret))
                .orElseGet(() -> credentials.open(key, request.header("origin")));
    }

    /// The application, for the session of this account: by its secret, or by a proof of that
    /// session.
    ///
    /// @throws Refusal when it is none, or the proof is for another account
    ApiClient require(Request request, Did did) {
        String key = key(request);
        Optional<String> secret = secret(request);
        if (secret.isPresent()) {
            return credentials.confidential(key, secret.get());
        }
        ApiClient client = clients.active(key).orElseThrow(() -> unauthenticated("unknown client"));
        Shown shown = shown(request, client.type());
        if (!login.require(client, shown).did().equals(did)) {
            throw Errors.refusal(
                    Refusal.Kind.FORBIDDEN, "the DPoP proof belongs to another account");
        }
        return client;
    }

    /// Whether a request shows a secret.
    static Optional<String> secret(Request request) {
        return request.header("x-client-secret");
    }

    private static Shown shown(Request request, ClientType type) {
        String who =
                switch (type) {
                    case PUBLIC -> "public clients";
                    case CONFIDENTIAL -> "clients without X-Client-Secret";
                };
        String sent =
                request.header("authorization")
                        .orElseThrow(
                                () ->
                                        unauthenticated(
                                                who
                                                        + " must provide Authorization: DPoP"
                                                        + " <token>"));
        if (!sent.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw unauthenticated(who + " must use DPoP authorization scheme");
        }
        String proof =
                request.header("dpop")
                        .orElseThrow(
                                () -> unauthenticated(who + " must provide DPoP proof header"));
        String token = sent.substring(SCHEME.length());
        return new Shown(request.method(), request.path(), token, proof);
    }

    private static String key(Request request) {
        return request.header("x-client-key")
                .filter(key -> !key.isBlank())
                .orElseThrow(() -> unauthenticated("X-Client-Key header required"));
    }

    private static Refusal unauthenticated(String message) {
        return Errors.refusal(Refusal.Kind.UNAUTHENTICATED, message);
    }
}
