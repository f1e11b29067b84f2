package chancery.streams.http;

import chancery.streams.access.Caller;
import chancery.streams.access.Tokens;
import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.web.http.Credentials;
import chancery.web.http.Mount;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where requests to the records API come in: who asks, in which project, then the route.
public final class Door {
    private static final String PREFIX = "/api/v1/";
    private static final String TOKEN = "token";
    private static final String INSPECT = "token/inspect";
    private static final String PROJECTS = "projects";
    private static final String BEARER = "bearer ";
    private static final int AFTER_PROJECT = 2;

    private final Tokens tokens;
    private final TokenRoutes tokenRoutes;
    private final Set<ProjectName> projects;
    private final List<Route> routes;
    private final int bodyBytes;
    private final Admission admission;
    private final Gate gate;

    /// @param routes in any order: one that names its whole path goes before one with an open part
    Door(
            Tokens tokens,
            Set<ProjectName> projects,
            List<Route> routes,
            StreamsLimits.Writes limits,
            Gate gate) {
        this.tokens = tokens;
        this.tokenRoutes = new TokenRoutes(tokens, projects);
        this.projects = projects;
        this.routes =
                routes.stream()
                        .sorted(Comparator.comparing(route -> route.pattern().contains("*")))
                        .toList();
        this.bodyBytes = limits.bodyBytes();
        this.admission = new Admission(limits.bytesInFlight());
        this.gate = gate;
    }

    /// What to mount.
    public Mount mount() {
        return Mount.below(chancery.web.http.Door.STREAMS, PREFIX, Envelope.wrapped(this::handle))
                .with(Credentials.BY_METHOD)
                .withFailed(Envelope.failed())
                .withBodyBytesMax(bodyBytes);
    }

    private Response handle(Request request) {
        String path = path(request);
        if (path.equals(TOKEN) && request.method().equals("POST")) {
            request.label("records token");
            return tokenRoutes.issue(request);
        }
        Caller caller = caller(request);
        if (path.equals(INSPECT) && request.method().equals("GET")) {
            request.label("records token/inspect");
            return tokenRoutes.inspect(caller);
        }
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() <= AFTER_PROJECT || !parts.getFirst().equals(PROJECTS)) {
            throw notFound();
        }
        ProjectName project = project(parts.get(1), caller);
        return route(request, caller, project, parts.subList(AFTER_PROJECT, parts.size()));
    }

    /// Answers a caller inside of this process.
    ///
    /// @param path its parts, behind the name of the project
    Response inside(Request request, Caller caller, String project, List<String> path) {
        return route(request, caller, project(project, caller), path);
    }

    /// The path below the prefix; a client that is in use ends those of lists with a slash.
    private static String path(Request request) {
        String path = request.path().substring(PREFIX.length());
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private Caller caller(Request request) {
        return request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .flatMap(tokens::find)
                .orElseThrow(() -> Fault.of(Fault.Kind.UNAUTHENTICATED, "A valid token is needed"));
    }

    /// The project of the path; to those who may do nothing there it is as if there were none.
    private ProjectName project(String name, Caller caller) {
        return projects.stream()
                .filter(project -> project.value().equals(name) && caller.knows(project))
                .findFirst()
                .orElseThrow(
                        () -> Fault.of(Fault.Kind.FORBIDDEN, "No access to the project " + name));
    }

    private Response route(Request request, Caller caller, ProjectName project, List<String> path) {
        for (Route route : routes) {
            Optional<String> named = route.match(path);
            if (named.isPresent() && route.verb().equals(request.method())) {
                request.label(route.label());
                var arrival = new Gate.Arrival(project, caller, route.activity(), named.get());
                return gate.with(arrival, () -> answer(route, arrival, request));
            }
        }
        String verbs =
                routes.stream()
                        .filter(route -> route.match(path).isPresent())
                        .map(Route::verb)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (verbs.isEmpty()) {
            throw notFound();
        }
        throw Fault.of(Fault.Kind.NOT_ALLOWED, "Only " + verbs + " is answered here");
    }

    private Response answer(Route route, Gate.Arrival arrival, Request request) {
        return admission.with(request, body -> route.handler().apply(arrival.call(request, body)));
    }

    private static Fault notFound() {
        return Fault.of(Fault.Kind.NOT_FOUND, "There is nothing at this path");
    }
}
