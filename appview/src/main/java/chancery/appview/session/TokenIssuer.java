package chancery.appview.session;

import chancery.appview.client.ApiClient;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.session.ProvenFetch.Call;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Gets fresh tokens for a session from the authorization server that issued its first ones.
final class TokenIssuer {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final long SECONDS_MAX = 31_536_000;

    private final DidResolver dids;
    private final ProvenFetch fetch;
    private final InstantSource clock;
    private final int tokenMax;

    TokenIssuer(DidResolver dids, ProvenFetch fetch, InstantSource clock, int tokenMax) {
        this.dids = dids;
        this.fetch = fetch;
        this.clock = clock;
        this.tokenMax = tokenMax;
    }

    /// What became of a request for fresh tokens.
    sealed interface Grant {
        /// @param refresh empty when the old one stays good
        record Fresh(String access, Optional<String> refresh, Optional<Instant> expiresAt)
                implements Grant {
            /// Leaves out what is secret.
            @Override
            public String toString() {
                return "Fresh[until " + expiresAt + "]";
            }
        }

        /// The refresh token is no good, or not any more.
        record Invalid() implements Grant {}
    }

    /// Asks for fresh tokens.
    ///
    /// @throws Refusal when the authorization server cannot be asked, or fails
    Grant refresh(ApiClient client, RemoteSession session, PrivateKey key, String refreshToken) {
        String form =
                "grant_type=refresh_token&refresh_token="
                        + encoded(refreshToken)
                        + "&client_id="
                        + encoded(client.profile().url());
        Call call =
                new Call(
                        "POST",
                        endpoint(issuer(session)),
                        Optional.empty(),
                        FORM,
                        form.getBytes(StandardCharsets.UTF_8));
        Fetch.Answer answer = fetch.send(key, call);
        Json.Members body = object(answer);
        if (answer.status() == 200) {
            return fresh(session, body);
        }
        if (body.text("error").equals(Optional.of("invalid_grant"))) {
            return new Grant.Invalid();
        }
        throw failed("the authorization server does not refresh the session");
    }

    private Grant fresh(RemoteSession session, Json.Members body) {
        String access = body.text("access_token").orElse("");
        Optional<String> refresh = body.text("refresh_token");
        boolean right =
                sound(access)
                        && refresh.map(this::sound).orElse(true)
                        && body.text("sub").map(session.did().value()::equals).orElse(true);
        if (!right) {
            throw failed("the authorization server gave no token for the session");
        }
        Optional<Instant> expiresAt =
                body.integer("expires_in").stream()
                        .boxed()
                        .filter(seconds -> seconds >= 0 && seconds <= SECONDS_MAX)
                        .map(seconds -> clock.instant().plusSeconds(seconds))
                        .findFirst();
        return new Grant.Fresh(access, refresh, expiresAt);
    }

    /// Whether this can stand in a header.
    private boolean sound(String token) {
        return !token.isEmpty()
                && token.length() <= tokenMax
                && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /// The authorization server: as the session says, or else as the host of the account says.
    private URI issuer(RemoteSession session) {
        if (session.host().issuer().isPresent()) {
            return session.host().issuer().get();
        }
        URI host = session.host().pds().orElseGet(() -> Hosts.of(dids, session.did()));
        Json.Members resource =
                object(fetch.read(Hosts.wellKnown(host, "oauth-protected-resource")));
        List<Json> servers = resource.items("authorization_servers").orElse(List.of());
        if (!servers.isEmpty() && servers.getFirst() instanceof Json.Text(var url)) {
            return address(url);
        }
        throw failed("the PDS names no authorization server");
    }

    private URI endpoint(URI issuer) {
        Json.Members metadata =
                object(fetch.read(Hosts.wellKnown(issuer, "oauth-authorization-server")));
        boolean other =
                metadata.text("issuer")
                        .filter(name -> !address(name).equals(withoutSlash(issuer)))
                        .isPresent();
        if (other) {
            throw failed("the authorization server calls itself by another name");
        }
        return address(
                metadata.text("token_endpoint")
                        .orElseThrow(
                                () -> failed("the authorization server has no token endpoint")));
    }

    private static URI address(String text) {
        try {
            return withoutSlash(URI.create(text));
        } catch (IllegalArgumentException _) {
            throw failed("the authorization server gave no address");
        }
    }

    private static URI withoutSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    private static Json.Members object(Fetch.Answer answer) {
        try {
            return JsonText.parseObject(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (SyntaxException _) {
            return Json.Members.EMPTY;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Refusal failed(String message) {
        return new Refusal(Refusal.Kind.UPSTREAM_FAILED, "", message);
    }
}
