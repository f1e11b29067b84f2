package chancery.appview.http.admin;

import chancery.appview.access.AdminCaller;
import chancery.appview.access.Permission;
import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.web.Refusal;
import chancery.web.http.Credentials;
import chancery.web.http.Door;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The admin API: who asks, then whether they may, then the operation.
public final class AdminRoutes {
    private static final String PREFIX = "/admin/";
    private static final long BODY_BYTES_MAX = 8 << 20;

    private final AdminGate gate;
    private final List<AdminRoute> routes;
    private final Events events;

    /// @param routes in any order: one that names its whole path goes before one with open parts
    public AdminRoutes(AdminGate gate, List<AdminRoute> routes, Events events) {
        this.gate = gate;
        this.routes = routes.stream().sorted(Comparator.comparing(AdminRoute::open)).toList();
        this.events = events;
    }

    /// A route that fits, with the named parts of the path.
    private record Found(AdminRoute route, Map<String, String> path) {}

    /// What to mount.
    public Mount mount() {
        return Mount.below(Door.APPVIEW, PREFIX, Errors.wrapped(this::handle))
                .with(Credentials.BY_METHOD)
                .withBodyBytesMax(BODY_BYTES_MAX);
    }

    private Response handle(Request request) {
        AdminCaller caller = gate.admit(request);
        Found found = find(request);
        request.label("admin " + found.route.verb() + " " + found.route.pattern());
        for (Permission needed : found.route.needs()) {
            if (!caller.may(needed)) {
                throw denied(caller, needed);
            }
        }
        return found.route.handler().handle(new AdminCall(caller, found.path, request));
    }

    private Found find(Request request) {
        List<String> path = AdminRoute.parts(request.path().substring(PREFIX.length()));
        boolean known = false;
        for (AdminRoute route : routes) {
            Optional<Map<String, String>> parts = route.match(path);
            if (parts.isPresent() && answers(route, request.method())) {
                return new Found(route, parts.get());
            }
            known |= parts.isPresent();
        }
        throw known
                ? new Refusal(Refusal.Kind.NOT_ALLOWED, "", "method not allowed")
                : new Refusal(Refusal.Kind.NOT_FOUND, "", "not found");
    }

    private static boolean answers(AdminRoute route, String verb) {
        return route.verb().equals(verb) || (verb.equals("HEAD") && route.verb().equals("GET"));
    }

    private Refusal denied(AdminCaller caller, Permission needed) {
        Json.Members detail = Json.Members.builder().put("permission", needed.wire()).build();
        events.add(
                AppEvent.info("auth.permission_denied", caller.did(), detail)
                        .by(caller.did())
                        .as(AppEvent.Severity.WARN));
        return new Refusal(
                Refusal.Kind.FORBIDDEN,
                "InsufficientPermissions",
                "Missing permission: " + needed.wire());
    }
}
