package chancery.appview.http.admin.user;

import chancery.appview.caller.AppCaller;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.xrpc.ServiceReference;
import chancery.atproto.xrpc.ServiceVerifier;
import chancery.web.auth.Authenticator;
import chancery.web.http.Request;

import java.util.function.Function;

/// How accounts show who they are, beside the keys of the admin API.
///
/// @param local checks sessions that were issued here
/// @param services checks tokens that accounts sign for a service
/// @param service for whom such tokens have to be meant
/// @param proofs finds whose session a request with a DPoP proof shows
public record Identities(
        Authenticator local,
        ServiceVerifier services,
        Did service,
        Function<Request, AppCaller> proofs) {
    /// The method for which a token has to be meant. It stands for the whole admin API.
    public static final Nsid METHOD = Nsid.parse("dev.happyview.admin");

    /// For whom tokens have to be meant.
    ServiceReference audience() {
        return ServiceReference.of(service);
    }
}
