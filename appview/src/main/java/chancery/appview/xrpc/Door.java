package chancery.appview.xrpc;

import chancery.appview.caller.Identified;
import chancery.appview.http.Body;
import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.web.Refusal;
import chancery.web.http.Request;
import chancery.web.http.Response;

/// The checks in front of a method, in the order that clients know: credentials, body, client key,
/// caller; then the rate limit.
final class Door {
    private static final String NO_KEY =
            "Missing client identification. Provide an X-Client-Key header or client_key query"
                    + " parameter.";

    private final Callers callers;
    private final ClientLimits limits;
    private final AppViewLimits.Methods sizes;

    Door(Callers callers, ClientLimits limits, AppViewLimits.Methods sizes) {
        this.callers = callers;
        this.limits = limits;
        this.sizes = sizes;
    }

    /// What a method does, once it is known who asks.
    interface Query {
        Response answer(Identified who);
    }

    /// What a procedure does, once it is known who asks for what.
    interface Procedure {
        Response answer(Identified who, Json input);
    }

    /// Lets a request in as its verb says: GET to the query, POST to the procedure.
    Response enter(Request request, long cost, Query query, Procedure procedure) {
        return ClientLimits.answered(
                () ->
                        switch (request.method()) {
                            case "GET", "HEAD" -> query(request, cost, query);
                            case "POST" -> procedure(request, cost, procedure);
                            default ->
                                    Errors.response(405, "", "method not allowed")
                                            .with("allow", "GET, HEAD, POST");
                        });
    }

    private Response query(Request request, long cost, Query query) {
        Identified who = callers.identify(request);
        requireKey(who);
        return limits.within(who, request, cost, () -> query.answer(who));
    }

    private Response procedure(Request request, long cost, Procedure procedure) {
        Identified who = callers.identify(request);
        Json input = Body.value(request, sizes.inputBytes());
        requireKey(who);
        if (who.client().isEmpty()) {
            throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, "unknown client");
        }
        if (who.caller().account().isEmpty()) {
            throw LexiconAnswers.anonymous();
        }
        return limits.within(who, request, cost, () -> procedure.answer(who, input));
    }

    private static void requireKey(Identified who) {
        if (who.clientKey().isEmpty()) {
            throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, NO_KEY);
        }
    }
}
