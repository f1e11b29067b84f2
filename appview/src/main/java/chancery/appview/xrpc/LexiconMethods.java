package chancery.appview.xrpc;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.atproto.syntax.Nsid;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.util.Optional;

/// The registered lexicons as methods, live. Those that are neither query nor procedure are here as
/// well, to say so.
public final class LexiconMethods implements Methods {
    private final Registry registry;
    private final LexiconAnswers answers;
    private final ClientLimits limits;
    private final Door door;

    public LexiconMethods(
            Registry registry,
            Callers callers,
            ClientLimits limits,
            LexiconAnswers answers,
            AppViewLimits.Methods sizes) {
        this.registry = registry;
        this.answers = answers;
        this.limits = limits;
        this.door = new Door(callers, limits, sizes);
    }

    @Override
    public Optional<XrpcMethod> find(Nsid nsid, Request request) {
        return registry.snapshot()
                .find(nsid)
                .map(method -> new XrpcMethod.Delegated(nsid, asked -> answer(method, asked)));
    }

    private Response answer(Registered method, Request request) {
        request.label(method.entry().id().value());
        return door.enter(
                request,
                limits.cost(method),
                who ->
                        answers.query(method, params(request), who.caller(), Optional.empty())
                                .response(),
                (who, input) ->
                        answers.procedure(
                                        method,
                                        params(request),
                                        input,
                                        who.caller(),
                                        Optional.empty())
                                .response());
    }

    private static Json.Members params(Request request) {
        return Parameters.of(request);
    }
}
