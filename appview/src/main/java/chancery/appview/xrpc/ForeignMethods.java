package chancery.appview.xrpc;

import chancery.appview.caller.Identified;
import chancery.appview.http.Errors;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.proxy.AuthorityCalls;
import chancery.appview.proxy.ProxyRules;
import chancery.atproto.syntax.Nsid;
import chancery.web.Refusal;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Methods that nobody here knows, passed on to the authority of their name as far as the policy
/// allows. Only for requests with a client key; the last source of the chain.
public final class ForeignMethods implements Methods {
    private static final String LABEL = "xrpc proxy";
    private static final String CLIENT_KEY = "client_key";

    private final ProxyRules rules;
    private final AuthorityCalls calls;
    private final ClientLimits limits;
    private final Door door;

    public ForeignMethods(
            ProxyRules rules,
            AuthorityCalls calls,
            Callers callers,
            ClientLimits limits,
            AppViewLimits.Methods sizes) {
        this.rules = rules;
        this.calls = calls;
        this.limits = limits;
        this.door = new Door(callers, limits, sizes);
    }

    @Override
    public Optional<XrpcMethod> find(Nsid nsid, Request request) {
        return SchemeCallers.clientKey(request)
                .map(_ -> new XrpcMethod.Delegated(nsid, asked -> answer(nsid, asked)));
    }

    private Response answer(Nsid nsid, Request request) {
        request.label(LABEL);
        return door.enter(
                request,
                limits.cost(ClientLimits.Kind.PROXY),
                (Identified _) -> pass(nsid, request, Optional.empty()),
                (_, input) -> pass(nsid, request, Optional.of(input.write())));
    }

    private Response pass(Nsid nsid, Request request, Optional<String> input) {
        if (!rules.allows(nsid)) {
            throw Errors.refusal(Refusal.Kind.FORBIDDEN, "NSID not allowed by proxy policy");
        }
        AuthorityCalls.Answer answer = calls.call(nsid, withoutKey(request.rawQuery()), input);
        return Response.of(answer.status(), answer.contentType(), answer.body());
    }

    /// The query for others, whom the client's key does not concern.
    private static String withoutKey(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> !pair.equals(CLIENT_KEY))
                .filter(pair -> !pair.startsWith(CLIENT_KEY + "="))
                .collect(Collectors.joining("&"));
    }
}
