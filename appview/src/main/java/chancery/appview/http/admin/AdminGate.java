package chancery.appview.http.admin;

import chancery.appview.access.AdminCaller;
import chancery.web.http.Request;

/// Finds out who asks something of the admin API.
@FunctionalInterface
public interface AdminGate {
    /// @throws chancery.web.Refusal when nobody who may ask at all
    AdminCaller admit(Request request);
}
