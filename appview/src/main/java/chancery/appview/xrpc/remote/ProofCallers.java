package chancery.appview.xrpc.remote;

import chancery.appview.caller.AppCaller;
import chancery.appview.caller.Identified;
import chancery.appview.client.ApiClient;
import chancery.appview.client.ApiClients;
import chancery.appview.dpop.ProofCheck.Shown;
import chancery.appview.http.Errors;
import chancery.appview.session.ProofLogin;
import chancery.appview.session.RemoteSession;
import chancery.appview.xrpc.Callers;
import chancery.appview.xrpc.SchemeCallers;
import chancery.web.Refusal;
import chancery.web.http.Request;

import java.util.Optional;

/// Callers with the scheme `DPoP`: the access token that their application deposited, and a proof
/// of the key that it is bound to.
public final class ProofCallers implements Callers {
    private final ApiClients clients;
    private final KnownClients known;
    private final ProofLogin login;

    public ProofCallers(ApiClients clients, KnownClients known, ProofLogin login) {
        this.clients = clients;
        this.known = known;
        this.login = login;
    }

    @Override
    public Identified identify(Request request) {
        String key =
                SchemeCallers.clientKey(request)
                        .orElseThrow(
                                () -> unauthenticated("DPoP auth requires X-Client-Key header"));
        String proof =
                request.header("dpop")
                        .orElseThrow(() -> unauthenticated("DPoP auth requires DPoP header"));
        ApiClient client = clients.active(key).orElseThrow(() -> unauthenticated("unknown client"));
        Shown shown = new Shown(request.method(), request.path(), token(request), proof);
        RemoteSession session = login.require(client, shown);
        AppCaller caller = new AppCaller.Remote(session.did(), client.id());
        return new Identified(caller, Optional.of(key), Optional.of(known.of(client)));
    }

    private static String token(Request request) {
        String sent = request.header("authorization").orElse("");
        return sent.substring(sent.indexOf(' ') + 1).strip();
    }

    private static Refusal unauthenticated(String message) {
        return Errors.refusal(Refusal.Kind.UNAUTHENTICATED, message);
    }
}
