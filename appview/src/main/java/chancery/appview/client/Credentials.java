package chancery.appview.client;

import chancery.web.Refusal;

import java.util.Optional;

/// Finds out which client asks, by its key and, for one that keeps a secret, by that.
public final class Credentials {
    private final ApiClients clients;

    public Credentials(ApiClients clients) {
        this.clients = clients;
    }

    /// The confidential client of this key and this secret.
    ///
    /// @throws Refusal when there is none
    public ApiClient confidential(String key, String secret) {
        ApiClient client =
                clients.active(key)
                        .orElseThrow(() -> unauthenticated("invalid client credentials"));
        String expected =
                client.secretHash()
                        .orElseThrow(
                                () ->
                                        unauthenticated(
                                                "this endpoint requires confidential client"
                                                        + " authentication"));
        if (!Secrets.same(expected, Secrets.hash(secret))) {
            throw unauthenticated("invalid client credentials");
        }
        return client;
    }

    /// The public client of this key, used from this origin.
    ///
    /// @throws Refusal when there is none, or it is not used from there
    public ApiClient open(String key, Optional<String> origin) {
        ApiClient client = clients.active(key).orElseThrow(() -> unauthenticated("unknown client"));
        if (client.type() != ClientType.PUBLIC) {
            throw unauthenticated("this client is not registered as a public client");
        }
        if (!client.profile().origins().isEmpty()) {
            String from =
                    origin.orElseThrow(
                            () -> unauthenticated("Origin header required for public clients"));
            if (!client.profile().origins().contains(from)) {
                throw unauthenticated("origin not allowed for this client");
            }
        }
        return client;
    }

    private static Refusal unauthenticated(String message) {
        return new Refusal(Refusal.Kind.UNAUTHENTICATED, "", message);
    }
}
