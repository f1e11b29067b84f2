package chancery.appview.http.admin.user;

import chancery.appview.access.AdminCaller;
import chancery.appview.access.ApiKey;
import chancery.appview.access.ApiKeys;
import chancery.appview.access.Credential;
import chancery.appview.access.LastUse;
import chancery.appview.access.Permission;
import chancery.appview.access.User;
import chancery.appview.access.User.Rank;
import chancery.appview.access.Users;
import chancery.appview.caller.AppCaller;
import chancery.appview.http.Errors;
import chancery.appview.http.admin.AdminGate;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.xrpc.ServiceReference;
import chancery.atproto.xrpc.ServiceVerdict;
import chancery.web.Refusal;
import chancery.web.Refusal.Kind;
import chancery.web.auth.Access;
import chancery.web.auth.Caller;
import chancery.web.http.Request;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The gate of the admin API: an API key, a session of this server, a service token or a proof of
/// a session's key. No cookie is ever read. A key may do what both it and its user may, even when
/// its user may do everything.
public final class UserGate implements AdminGate {
    private final Users users;
    private final ApiKeys keys;
    private final LastUse use;
    private final Identities identities;
    private final Optional<Developer> developer;

    /// @param developer what the development mode lets in
    public UserGate(
            Users users,
            ApiKeys keys,
            LastUse use,
            Identities identities,
            Optional<Developer> developer) {
        this.users = users;
        this.keys = keys;
        this.use = use;
        this.identities = identities;
        this.developer = developer;
    }

    /// A token that stands for a user.
    public record Developer(String token, Did did) {}

    /// The parts of an `Authorization` header.
    ///
    /// @param scheme in lower case
    private record Shown(String scheme, String token) {}

    @Override
    public AdminCaller admit(Request request) {
        Shown shown = shown(request);
        if (shown.token().startsWith(ApiKeys.PREFIX)) {
            return byKey(shown.token());
        }
        if (shown.scheme().equals("dpop")) {
            return byDid(proven(request));
        }
        Optional<Developer> known =
                developer.filter(dev -> Credential.same(dev.token(), shown.token()));
        return byDid(known.map(Developer::did).orElseGet(() -> identified(request, shown.token())));
    }

    private static Shown shown(Request request) {
        String header = request.header("authorization").orElse("").strip();
        int space = header.indexOf(' ');
        String scheme = (space < 0 ? header : header.substring(0, space)).toLowerCase(Locale.ROOT);
        if (header.isEmpty()) {
            throw unauthenticated("missing Authorization header or session cookie");
        }
        if (space < 0 || !(scheme.equals("bearer") || scheme.equals("dpop"))) {
            throw unauthenticated("invalid Authorization scheme");
        }
        return new Shown(scheme, header.substring(space + 1).strip());
    }

    private AdminCaller byKey(String secret) {
        ApiKey key = keys.find(secret).orElseThrow(UserGate::badKey);
        User user = users.find(key.userId()).orElseThrow(UserGate::badKey);
        use.note(key);
        use.note(user);
        Set<Permission> both = EnumSet.noneOf(Permission.class);
        both.addAll(key.permissions());
        both.retainAll(user.effective());
        return new AdminCaller(user.did().value(), user.id(), false, both);
    }

    private AdminCaller byDid(Did did) {
        User user = users.find(did).orElseThrow(() -> Errors.refusal(Kind.FORBIDDEN, "not a user"));
        use.note(user);
        return new AdminCaller(did.value(), user.id(), user.rank() == Rank.SUPER, user.effective());
    }

    private Did identified(Request request, String token) {
        String type =
                TokenType.of(token).orElseThrow(() -> unauthenticated("invalid bearer token"));
        return switch (type) {
            case "", "jwt" -> service(token);
            default -> session(request);
        };
    }

    private Did session(Request request) {
        if (identities.local().authenticate(request, Access.FULL_SESSION)
                instanceof Caller.Session(Did did, _)) {
            return did;
        }
        throw unauthenticated("invalid bearer token");
    }

    private Did service(String token) {
        try {
            return switch (identities
                    .services()
                    .verify(token, Set.of(identities.audience()), Identities.METHOD)) {
                case ServiceVerdict.Believed(var believed) -> account(believed.issuer());
                case ServiceVerdict.Refused(var error, var message) ->
                        throw new Refusal(Kind.UNAUTHENTICATED, error, message);
            };
        } catch (FetchException e) {
            throw Errors.refusal(
                    Kind.UPSTREAM_FAILED, "cannot resolve the issuer: " + e.getMessage());
        }
    }

    /// A service of an account has a key of its own, which is not the account's word.
    private static Did account(ServiceReference issuer) {
        if (issuer.service().isPresent()) {
            throw unauthenticated("the issuer is no account");
        }
        return issuer.did();
    }

    private Did proven(Request request) {
        AppCaller caller = identities.proofs().apply(request);
        return caller.account().orElseThrow(() -> unauthenticated("invalid DPoP session"));
    }

    private static Refusal badKey() {
        return unauthenticated("invalid or revoked API key");
    }

    private static Refusal unauthenticated(String message) {
        return Errors.refusal(Kind.UNAUTHENTICATED, message);
    }
}
