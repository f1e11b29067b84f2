package chancery.streams.http;

import chancery.streams.http.traffic.Activity;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A path below a project, a verb, and what answers. One part of the path may be open: `*`, or `*`
/// behind what it has to begin with.
///
/// @param activity what it is counted as
record Route(
        String verb, List<String> pattern, Activity activity, Function<Call, Response> handler) {
    private static final String OPEN = "*";

    static Route of(String verb, String path, Function<Call, Response> handler) {
        return of(Activity.OTHER, verb, path, handler);
    }

    static Route of(Activity activity, String verb, String path, Function<Call, Response> handler) {
        return new Route(verb, List.of(path.split("/", -1)), activity, handler);
    }

    /// The open part of a path of this form, empty text when there is none; nothing when the path
    /// has another form.
    Optional<String> match(List<String> path) {
        if (path.size() != pattern.size()) {
            return Optional.empty();
        }
        String named = "";
        for (int i = 0; i < path.size(); i++) {
            String wanted = pattern.get(i);
            String start =
                    wanted.endsWith(OPEN) ? wanted.substring(0, wanted.length() - 1) : wanted;
            boolean open = wanted.endsWith(OPEN);
            if (open ? !path.get(i).startsWith(start) : !path.get(i).equals(wanted)) {
                return Optional.empty();
            }
            named = open ? path.get(i) : named;
        }
        return Optional.of(named);
    }

    /// The route for the access log.
    String label() {
        return "records " + verb + " " + String.join("/", pattern);
    }
}
