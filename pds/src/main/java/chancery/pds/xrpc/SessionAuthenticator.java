package chancery.pds.xrpc;

import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.xrpc.ServiceReference;
import chancery.atproto.xrpc.ServiceVerdict;
import chancery.atproto.xrpc.ServiceVerifier;
import chancery.pds.session.SessionTokens;
import chancery.web.Refusal;
import chancery.web.auth.Access;
import chancery.web.auth.Authenticator;
import chancery.web.auth.Caller;
import chancery.web.auth.Scope;
import chancery.web.http.Request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Checks the `Authorization` header against what this server issued, with the names and texts
/// official clients act on: an expired token is a 400 `ExpiredToken`, not a 401.
public final class SessionAuthenticator implements Authenticator {
    private static final String XRPC = "/xrpc/";

    private final SessionTokens tokens;
    private final ServiceVerifier services;
    private final Set<ServiceReference> audiences;
    private final Optional<byte[]> adminPassword;

    /// @param service the DID of this server, for which tokens of other services are meant
    public SessionAuthenticator(
            SessionTokens tokens,
            ServiceVerifier services,
            Did service,
            Optional<String> adminPassword) {
        this.tokens = tokens;
        this.services = services;
        this.audiences = Set.of(ServiceReference.of(service));
        this.adminPassword = adminPassword.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Caller authenticate(Request request, Access access) {
        Optional<Credentials> sent = request.header("authorization").map(Credentials::parse);
        return switch (access) {
            case Access.Open _ -> new Caller.Anonymous();
            case Access.Session(var scopes) -> session(bearer(required(sent)), scopes);
            case Access.Refresh _ -> refresh(tokens.verifyRefresh(bearer(required(sent))));
            case Access.RefreshEvenExpired _ ->
                    refresh(tokens.verifyRefreshEvenExpired(bearer(required(sent))));
            case Access.Admin _ -> admin(required(sent));
            case Access.Optional _ -> sent.map(this::anyone).orElse(new Caller.Anonymous());
            case Access.OptionalService _ ->
                    sent.map(credentials -> service(request, bearer(credentials)))
                            .orElse(new Caller.Anonymous());
            case Access.SessionOrService(var scopes) -> {
                String token = bearer(required(sent));
                yield SessionTokens.own(token) ? session(token, scopes) : service(request, token);
            }
        };
    }

    private Caller service(Request request, String token) {
        Nsid method = Nsid.parse(request.path().substring(XRPC.length()).replace("/", ""));
        try {
            return switch (services.verify(token, audiences, method)) {
                case ServiceVerdict.Believed(var believed) ->
                        new Caller.Service(believed.issuer().did());
                case ServiceVerdict.Refused(var error, var message) ->
                        throw new Refusal(Refusal.Kind.UNAUTHENTICATED, error, message);
            };
        } catch (FetchException e) {
            throw new Refusal(
                            Refusal.Kind.UPSTREAM_FAILED,
                            "UpstreamFailure",
                            "Could not resolve the issuer of the token")
                    .with("cause", e);
        }
    }

    private Caller anyone(Credentials sent) {
        return sent.scheme() == Credentials.Scheme.BASIC
                ? admin(sent)
                : session(bearer(sent), EnumSet.allOf(Scope.class));
    }

    private Caller session(String token, Set<Scope> scopes) {
        SessionTokens.AccessGrant grant = tokens.verifyAccess(token);
        if (!scopes.contains(grant.scope())) {
            throw Refusal.invalid("InvalidToken", "Bad token scope");
        }
        return new Caller.Session(grant.did(), grant.scope());
    }

    private static Caller refresh(SessionTokens.RefreshGrant grant) {
        return new Caller.Refresh(grant.did(), grant.id());
    }

    private Caller admin(Credentials sent) {
        if (sent.scheme() != Credentials.Scheme.BASIC) {
            throw Refusal.invalid("InvalidToken", "Unexpected authorization type");
        }
        byte[] expected = adminPassword.orElseThrow(SessionAuthenticator::missing);
        if (!MessageDigest.isEqual(
                expected, sent.basicPassword("admin").orElseThrow(SessionAuthenticator::missing))) {
            throw missing();
        }
        return new Caller.Admin();
    }

    private static Credentials required(Optional<Credentials> sent) {
        return sent.orElseThrow(
                () ->
                        new Refusal(
                                Refusal.Kind.UNAUTHENTICATED,
                                "AuthMissing",
                                "Authentication Required"));
    }

    private static String bearer(Credentials sent) {
        if (sent.scheme() != Credentials.Scheme.BEARER) {
            throw Refusal.invalid("InvalidToken", "Unexpected authorization type");
        }
        return sent.value();
    }

    private static Refusal missing() {
        return new Refusal(
                Refusal.Kind.UNAUTHENTICATED, "AuthenticationRequired", "Authentication Required");
    }

    /// The two words of an `Authorization` header.
    private record Credentials(Scheme scheme, String value) {

        enum Scheme {
            BEARER,
            DPOP,
            BASIC
        }

        static Credentials parse(String header) {
            int space = header.indexOf(' ');
            if (space <= 0 || space == header.length() - 1 || header.indexOf(' ', space + 1) >= 0) {
                throw Refusal.invalid("InvalidToken", "Malformed authorization header");
            }
            String word = header.substring(0, space);
            Scheme scheme =
                    switch (word.toLowerCase(Locale.ROOT)) {
                        case "bearer" -> Scheme.BEARER;
                        case "dpop" -> Scheme.DPOP;
                        case "basic" -> Scheme.BASIC;
                        default ->
                                throw Refusal.invalid(
                                        "InvalidToken",
                                        "Unsupported authorization type: " + shown(word));
                    };
            return new Credentials(scheme, header.substring(space + 1));
        }

        Optional<byte[]> basicPassword(String user) {
            try {
                String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
                return pair.startsWith(user + ":")
                        ? Optional.of(
                                pair.substring(user.length() + 1).getBytes(StandardCharsets.UTF_8))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static String shown(String word) {
            return word.length() > 20 ? word.substring(0, 20) + "…" : word;
        }
    }
}
