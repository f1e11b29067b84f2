package chancery.web.xrpc;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.lexicon.Def;
import chancery.atproto.lexicon.Strictness;
import chancery.atproto.lexicon.Validation;
import chancery.atproto.lexicon.Validator;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.auth.Access;
import chancery.web.auth.Authenticator;
import chancery.web.auth.Caller;
import chancery.web.http.Credentials;
import chancery.web.http.Door;
import chancery.web.http.Errors;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers `/xrpc/<nsid>`: finds the method in the chain of sources, and checks in the order that
/// clients know: parameters, credentials, body.
public final class XrpcRoutes {
    private static final String PREFIX = "/xrpc/";
    private static final String JSON = "application/json; charset=utf-8";

    private static final Audience FOR_ALL = new Audience(Map.of(), Map.of("content-type", JSON));
    private static final Audience FOR_ONE =
            new Audience(
                    Map.of("cache-control", "private", "vary", "Authorization"),
                    Map.of(
                            "content-type",
                            JSON,
                            "cache-control",
                            "private",
                            "vary",
                            "Authorization"));

    private final List<Methods> chain;
    private final Authenticator authenticator;
    private final Supplier<Catalog> catalog;
    private final Inputs inputs;
    private volatile Snapshot snapshot;

    /// Who may see an answer, as its headers say it, and the headers of a JSON answer.
    private record Audience(Map<String, String> headers, Map<String, String> json) {}

    /// A validator, and the catalogue it was made for.
    private record Snapshot(Catalog catalog, Validator validator) {
        Def def(Nsid nsid) {
            return catalog.main(nsid).orElseThrow(() -> unspecified(nsid));
        }
    }

    /// @param chain the first source that knows a method answers it
    /// @param catalog the schemas of the moment
    public XrpcRoutes(
            List<Methods> chain,
            Authenticator authenticator,
            Supplier<Catalog> catalog,
            WebLimits.Bodies limits) {
        this.chain = List.copyOf(chain);
        this.authenticator = authenticator;
        this.catalog = catalog;
        this.inputs = new Inputs(limits);
        this.snapshot = snapshot(catalog.get());
    }

    private static Snapshot snapshot(Catalog catalog) {
        return new Snapshot(catalog, new Validator(catalog, Strictness.STRICT));
    }

    /// What to mount.
    public Mount mount() {
        return Mount.below(Door.SERVER, PREFIX, this::handle)
                .with(Credentials.BY_METHOD)
                .withBodyBytesMax(Long.MAX_VALUE);
    }

    private Snapshot current() {
        Catalog now = catalog.get();
        Snapshot known = snapshot;
        if (known.catalog != now) {
            known = snapshot(now);
            snapshot = known;
        }
        return known;
    }

    Response handle(Request request) {
        Nsid nsid = nsid(request.path());
        XrpcMethod method = find(nsid, request);
        if (!(method instanceof XrpcMethod.Delegated)) {
            request.label(nsid.value());
        }
        Snapshot schemas = current();
        return switch (method) {
            case XrpcMethod.Call call -> call(call, schemas.def(nsid), schemas.validator, request);
            case XrpcMethod.Delegated delegated -> delegated.handler().handle(request);
            case XrpcMethod.Subscription subscription ->
                    subscribe(subscription, schemas.validator, request);
        };
    }

    private static IllegalStateException unspecified(Nsid nsid) {
        return new IllegalStateException("no lexicon says what " + nsid + " is");
    }

    private static Nsid nsid(String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        if (end > PREFIX.length()) {
            String name = path.substring(PREFIX.length(), end);
            try {
                return new Nsid(name);
            } catch (SyntaxException _) {
                throw invalidPath();
            }
        }
        throw invalidPath();
    }

    private static Refusal invalidPath() {
        return Refusal.invalid("invalid xrpc path");
    }

    private XrpcMethod find(Nsid nsid, Request request) {
        for (Methods source : chain) {
            Optional<XrpcMethod> found = source.find(nsid, request);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new Refusal(
                Refusal.Kind.NOT_IMPLEMENTED, "MethodNotImplemented", "Method Not Implemented");
    }

    private Response call(XrpcMethod.Call method, Def def, Validator validator, Request request) {
        boolean query = def instanceof Def.Query;
        requireVerb(request.method(), query ? "GET" : "POST");
        Value.Map params = params(method.nsid(), validator, request);
        Caller caller = caller(method.access(), request);
        Call.Input input =
                query ? inputs.none(request) : inputs.of(method, def, validator, request);
        Reply reply =
                method.handler().handle(new Call(method.nsid(), params, caller, input, request));
        return response(reply, caller instanceof Caller.Anonymous ? FOR_ALL : FOR_ONE);
    }

    private static void requireVerb(String got, String expected) {
        boolean same = got.equals(expected) || (got.equals("HEAD") && expected.equals("GET"));
        if (!same) {
            throw Refusal.invalid("Incorrect HTTP method (" + got + ") expected " + expected);
        }
    }

    private Caller caller(Access access, Request request) {
        return access instanceof Access.Open
                ? new Caller.Anonymous()
                : authenticator.authenticate(request, access);
    }

    private static Value.Map params(Nsid nsid, Validator validator, Request request) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (Request.Parameter parameter : request.parameters()) {
            query.computeIfAbsent(parameter.name(), _ -> new ArrayList<>()).add(parameter.value());
        }
        return switch (validator.params(nsid, query)) {
            case Validation.Valid<Value.Map>(var value) -> value;
            case Validation.Invalid<Value.Map> invalid ->
                    throw Refusal.invalid("Invalid " + nsid + " params: " + invalid.message());
            case Validation.Unknown<Value.Map> _ -> throw unspecified(nsid);
        };
    }

    private static Response response(Reply reply, Audience audience) {
        return switch (reply) {
            case Reply.Json(var value) ->
                    new Response(200, audience.json, new Response.Body.Whole(DagJson.write(value)));
            case Reply.Empty _ -> new Response(200, audience.headers, new Response.Body.Empty());
            case Reply.Bytes(var contentType, var headers, var body) -> {
                Map<String, String> all = new LinkedHashMap<>(headers);
                all.put("content-type", contentType);
                all.putAll(audience.headers);
                yield new Response(200, all, body);
            }
        };
    }

    private Response subscribe(
            XrpcMethod.Subscription method, Validator validator, Request request) {
        if (!request.method().equals("GET")) {
            return Errors.response(405).with("allow", "GET");
        }
        boolean upgrade =
                request.header("upgrade").map("websocket"::equalsIgnoreCase).orElse(false);
        if (!upgrade) {
            return Errors.response(426).with("upgrade", "websocket");
        }
        Value.Map params = params(method.nsid(), validator, request);
        caller(method.access(), request);
        Subscription subscription = new Subscription(method.source(), params);
        return new Response(101, Map.of(), new Response.Body.Websocket(subscription));
    }
}
