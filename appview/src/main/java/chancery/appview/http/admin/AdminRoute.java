package chancery.appview.http.admin;

import chancery.appview.access.Permission;
import chancery.web.http.Response;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One operation of the admin API.
///
/// @param pattern below `/admin`, such as `/lexicons/{id}`
/// @param needs all of these permissions
public record AdminRoute(String verb, String pattern, Set<Permission> needs, Handler handler) {
    public AdminRoute {
        needs = Set.copyOf(needs);
    }

    /// What answers.
    @FunctionalInterface
    public interface Handler {
        Response handle(AdminCall call);
    }

    public static AdminRoute get(String pattern, Permission needs, Handler handler) {
        return new AdminRoute("GET", pattern, Set.of(needs), handler);
    }

    public static AdminRoute post(String pattern, Permission needs, Handler handler) {
        return new AdminRoute("POST", pattern, Set.of(needs), handler);
    }

    public static AdminRoute put(String pattern, Permission needs, Handler handler) {
        return new AdminRoute("PUT", pattern, Set.of(needs), handler);
    }

    public static AdminRoute patch(String pattern, Permission needs, Handler handler) {
        return new AdminRoute("PATCH", pattern, Set.of(needs), handler);
    }

    public static AdminRoute delete(String pattern, Permission needs, Handler handler) {
        return new AdminRoute("DELETE", pattern, Set.of(needs), handler);
    }

    /// Whether a part of the path is open.
    boolean open() {
        return pattern.contains("{");
    }

    /// The named parts of a path that fits the pattern.
    Optional<Map<String, String>> match(List<String> path) {
        List<String> parts = parts(pattern);
        if (parts.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) {
                named.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }

    /// The parts of a path between its slashes.
    static List<String> parts(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }
}
