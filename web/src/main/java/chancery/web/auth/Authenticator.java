package chancery.web.auth;

import chancery.web.http.Request;

/// Checks the credentials of a request. Implemented by the door that issues them.
public interface Authenticator {
    /// Who is calling, when that satisfies `access`.
    ///
    /// @throws chancery.web.Refusal with the names and texts clients know otherwise
    Caller authenticate(Request request, Access access);
}
