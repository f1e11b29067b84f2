package chancery.appview.xrpc;

import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Identified;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.Writers;
import chancery.atproto.syntax.Nsid;
import chancery.web.Refusal;
import chancery.web.http.Request;
import chancery.web.http.Response;
import chancery.web.xrpc.Methods;
import chancery.web.xrpc.XrpcMethod;

import java.util.Optional;

/// `getProfile` and `uploadBlob` for callers whose account is elsewhere. Two sources: one stands
/// before those of the PDS and takes the calls that show the proof of such a session; one stands
/// behind the registered lexicons and tells others what is missing.
public final class RemoteMethods {
    private static final String PROFILE = "app.bsky.actor.getProfile";
    private static final String UPLOAD = "com.atproto.repo.uploadBlob";
    private static final String BYTES = "application/octet-stream";

    private final Callers callers;
    private final ClientLimits limits;
    private final Profiles profiles;
    private final Writers writers;
    private final AppViewLimits.Methods sizes;

    public RemoteMethods(
            Callers callers,
            ClientLimits limits,
            Profiles profiles,
            Writers writers,
            AppViewLimits.Methods sizes) {
        this.callers = callers;
        this.limits = limits;
        this.profiles = profiles;
        this.writers = writers;
        this.sizes = sizes;
    }

    /// Takes calls with a proof and a client key; first of the chain.
    public Methods overriding() {
        return (nsid, request) ->
                proven(request) && SchemeCallers.clientKey(request).isPresent()
                        ? method(nsid)
                        : Optional.empty();
    }

    /// Takes what is left of `getProfile` without credentials of this server; behind the registered
    /// lexicons.
    public Methods remaining() {
        return (nsid, request) ->
                nsid.value().equals(PROFILE)
                                && request.header("atproto-proxy").isEmpty()
                                && (proven(request) || request.header("authorization").isEmpty())
                        ? method(nsid)
                        : Optional.empty();
    }

    private static boolean proven(Request request) {
        return request.header("authorization")
                .filter(sent -> sent.regionMatches(true, 0, "DPoP ", 0, 5))
                .isPresent();
    }

    private Optional<XrpcMethod> method(Nsid nsid) {
        return switch (nsid.value()) {
            case PROFILE -> Optional.of(new XrpcMethod.Delegated(nsid, this::profile));
            case UPLOAD -> Optional.of(new XrpcMethod.Delegated(nsid, this::upload));
            default -> Optional.empty();
        };
    }

    private Response profile(Request request) {
        request.label(PROFILE);
        return ClientLimits.answered(
                () -> {
                    requireVerb(request, "GET");
                    Identified who = callers.identify(request);
                    AppCaller.Remote caller = remote(who, "getProfile");
                    return limits.within(
                            who,
                            request,
                            limits.cost(ClientLimits.Kind.QUERY),
                            () -> Answers.json(200, profiles.of(caller.did())));
                });
    }

    private Response upload(Request request) {
        request.label(UPLOAD);
        return ClientLimits.answered(
                () -> {
                    requireVerb(request, "POST");
                    Identified who = callers.identify(request);
                    AppCaller.Remote caller = remote(who, "uploadBlob");
                    String type = request.header("content-type").orElse(BYTES);
                    return limits.within(
                            who,
                            request,
                            limits.cost(ClientLimits.Kind.PROCEDURE),
                            () ->
                                    Answers.json(
                                            200,
                                            writers.upload(
                                                    caller,
                                                    caller.did(),
                                                    type,
                                                    request.body(sizes.uploadBytes()))));
                });
    }

    private static AppCaller.Remote remote(Identified who, String name) {
        if (who.caller() instanceof AppCaller.Remote remote) {
            return remote;
        }
        throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, name + " requires DPoP authentication");
    }

    private static void requireVerb(Request request, String verb) {
        boolean read = verb.equals("GET") && request.method().equals("HEAD");
        if (!read && !request.method().equals(verb)) {
            throw Errors.refusal(Refusal.Kind.NOT_ALLOWED, "method not allowed");
        }
    }
}
