package chancery.streams.http;

import chancery.streams.access.Acl;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.web.http.Response;

import java.util.List;

/// How much a project has declared, and how much it may. What there is none of here is counted as
/// nothing. How many requests clients should have in work at one time is advice alone.
final class StatisticsRoutes {
    private static final Json NOTHING = pair(0, 0);
    private static final int READERS = 30;
    private static final int WRITERS = 20;

    private final Projects projects;
    private final StreamsLimits.Models limits;

    StatisticsRoutes(Projects projects, StreamsLimits.Models limits) {
        this.projects = projects;
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "models/statistics", this::show));
    }

    private Response show(Call call) {
        call.require(Acl.DATA_MODELS, Acl.Action.READ);
        Project project = projects.get(call.project());
        return Envelope.json(
                200,
                Json.Members.builder()
                        .put("project", project.name().value())
                        .put("spaces", pair(project.spaces().size(), limits.spaces()))
                        .put("containers", pair(project.containers().size(), limits.containers()))
                        .put("views", NOTHING)
                        .put("dataModels", NOTHING)
                        .put("containerProperties", pair(project.properties(), limits.properties()))
                        .put("instances", instances())
                        .put("concurrentReadLimit", READERS)
                        .put("concurrentWriteLimit", WRITERS)
                        .put("concurrentDeleteLimit", WRITERS)
                        .build());
    }

    private static Json pair(int count, int limit) {
        return Json.Members.builder().put("count", count).put("limit", limit).build();
    }

    private static Json instances() {
        return Json.Members.builder()
                .put("nodes", 0)
                .put("edges", 0)
                .put("instances", 0)
                .put("instancesLimit", 0)
                .put("softDeletedNodes", 0)
                .put("softDeletedEdges", 0)
                .put("softDeletedInstances", 0)
                .put("softDeletedInstancesLimit", 0)
                .build();
    }
}
