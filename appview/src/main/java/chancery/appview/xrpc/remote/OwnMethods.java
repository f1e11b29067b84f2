package chancery.appview.xrpc.remote;

import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Identified;
import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.xrpc.Callers;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Methods that accounts of elsewhere call for themselves: each asks for a proof first.
public final class OwnMethods implements Methods {
    private final Map<String, XrpcMethod> methods = new HashMap<>();
    private final Callers callers;
    private final String otherwise;

    /// @param otherwise what a caller without proof is told
    OwnMethods(Callers callers, String otherwise) {
        this.callers = callers;
        this.otherwise = otherwise;
    }

    /// Answers a caller who is known by proof.
    @FunctionalInterface
    interface Own {
        Response handle(AppCaller.Remote caller, Request request);
    }

    OwnMethods query(String nsid, Own own) {
        return with("GET", nsid, own);
    }

    OwnMethods procedure(String nsid, Own own) {
        return with("POST", nsid, own);
    }

    private OwnMethods with(String verb, String nsid, Own own) {
        methods.put(
                nsid,
                new XrpcMethod.Delegated(
                        Nsid.parse(nsid),
                        Errors.wrapped(
                                request -> {
                                    request.label(nsid);
                                    requireVerb(verb, request);
                                    return own.handle(caller(request), request);
                                })));
        return this;
    }

    @Override
    public Optional<XrpcMethod> find(Nsid nsid, Request request) {
        return Optional.ofNullable(methods.get(nsid.value()));
    }

    private static void requireVerb(String verb, Request request) {
        boolean same =
                request.method().equals(verb)
                        || (request.method().equals("HEAD") && verb.equals("GET"));
        if (!same) {
            throw Errors.refusal(Refusal.Kind.NOT_ALLOWED, "method not allowed");
        }
    }

    private AppCaller.Remote caller(Request request) {
        Identified identified = callers.identify(request);
        if (identified.caller() instanceof AppCaller.Remote remote) {
            return remote;
        }
        throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, otherwise);
    }

    /// A parameter that has to be there.
    static String parameter(Request request, String name) {
        return request.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Request.Parameter::value)
                .findFirst()
                .orElseThrow(() -> Errors.invalid("missing parameter '" + name + "'"));
    }

    /// A member of a body that is a DID.
    static Did did(Input input, String name) {
        return did(name, input.text(name));
    }

    /// A DID as a caller wrote it.
    static Did did(String name, String text) {
        try {
            return Did.parse(text);
        } catch (SyntaxException _) {
            throw Errors.invalid("invalid " + name);
        }
    }
}
