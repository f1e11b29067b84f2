package chancery.appview.http.admin;

import chancery.appview.access.AdminCaller;
import chancery.appview.http.Body;
import chancery.appview.json.Json;
import chancery.web.http.Request;

import java.util.Map;
import java.util.Optional;

/// A request of the admin API.
///
/// @param path the parts of the path that the route names, decoded
public record AdminCall(AdminCaller caller, Map<String, String> path, Request request) {
    public AdminCall {
        path = Map.copyOf(path);
    }

    /// A named part of the path.
    public String part(String name) {
        String part = path.get(name);
        if (part == null) {
            throw new IllegalStateException("the route names no " + name);
        }
        return part;
    }

    /// A parameter of the query.
    public Optional<String> query(String name) {
        return request.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Request.Parameter::value)
                .findFirst();
    }

    /// The body, an object.
    ///
    /// @throws chancery.web.Refusal when it is none
    public Json.Members body() {
        return Body.object(request);
    }
}
