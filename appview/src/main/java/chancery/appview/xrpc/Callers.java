package chancery.appview.xrpc;

import chancery.appview.caller.Identified;
import chancery.web.http.Request;

/// Finds out who calls a method, and through which client.
@FunctionalInterface
public interface Callers {
    /// Who it is by the `Authorization` header, and which client by `X-Client-Key` or the parameter
    /// `client_key`; neither has to be there.
    ///
    /// @throws chancery.web.Refusal of kind `UNAUTHENTICATED` when credentials are shown that are
    ///     no good
    Identified identify(Request request);
}
