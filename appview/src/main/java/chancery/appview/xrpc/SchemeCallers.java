package chancery.appview.xrpc;

import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Identified;
import chancery.appview.http.Errors;
import chancery.web.Refusal;
import chancery.web.auth.Access;
import chancery.web.auth.Authenticator;
import chancery.web.auth.Caller;
import chancery.web.http.Request;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Callers by the scheme of their credentials: nobody without any, accounts of this server by a
/// bearer token that was issued here, others by proof of a key.
public final class SchemeCallers implements Callers {
    private static final String FOREIGN =
            "XRPC routes do not accept Bearer auth with tokens of other servers. Use DPoP auth, a"
                    + " session of this server, or omit the Authorization header for anonymous"
                    + " access.";

    private final Authenticator authenticator;
    private final Function<String, Optional<Identified.Client>> clients;
    private final Callers proven;

    /// @param clients the registered client of a key
    /// @param proven identifies callers with the scheme `DPoP`
    public SchemeCallers(
            Authenticator authenticator,
            Function<String, Optional<Identified.Client>> clients,
            Callers proven) {
        this.authenticator = authenticator;
        this.clients = clients;
        this.proven = proven;
    }

    @Override
    public Identified identify(Request request) {
        Optional<String> sent = request.header("authorization");
        if (sent.isEmpty()) {
            return through(request, new AppCaller.Anonymous());
        }
        return switch (scheme(sent.get())) {
            case "bearer" -> through(request, local(request));
            case "dpop" -> proven.identify(request);
            default ->
                    throw Errors.refusal(
                            Refusal.Kind.UNAUTHENTICATED, "invalid Authorization scheme");
        };
    }

    /// The key that a request names, known or not.
    public static Optional<String> clientKey(Request request) {
        return request.header("x-client-key")
                .filter(key -> !key.isBlank())
                .or(
                        () ->
                                request.parameters().stream()
                                        .filter(given -> given.name().equals("client_key"))
                                        .map(Request.Parameter::value)
                                        .filter(key -> !key.isBlank())
                                        .findFirst());
    }

    private static String scheme(String header) {
        int end = header.indexOf(' ');
        return (end < 0 ? header : header.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private Identified through(Request request, AppCaller caller) {
        Optional<String> key = clientKey(request);
        return new Identified(caller, key, key.flatMap(clients));
    }

    private AppCaller local(Request request) {
        try {
            return switch (authenticator.authenticate(request, Access.ANY_SESSION)) {
                case Caller.Session(var did, var scope) -> new AppCaller.Local(did, scope);
                case Caller.Anonymous _, Caller.Refresh _, Caller.Service _, Caller.Admin _ ->
                        throw foreign();
            };
        } catch (Refusal refusal) {
            // What a session here ran into is said as it is: clients refresh on `ExpiredToken`.
            throw refusal.name().equals("InvalidToken") ? foreign() : refusal;
        }
    }

    private static Refusal foreign() {
        return Errors.refusal(Refusal.Kind.UNAUTHENTICATED, FOREIGN);
    }
}
