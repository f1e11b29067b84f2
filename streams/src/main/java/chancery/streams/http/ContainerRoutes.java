package chancery.streams.http;

import chancery.streams.access.Acl;
import chancery.streams.container.Container;
import chancery.streams.container.Definition;
import chancery.streams.fault.Fault;
import chancery.streams.indexed.IndexedStreams;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ContainerId;
import chancery.streams.name.SpaceId;
import chancery.streams.project.Models;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.sign.Signer;
import chancery.web.http.Response;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Containers: said, listed, taken back.
final class ContainerRoutes {
    private static final int PAGE_USUAL = 10;
    private static final Fields.Bounds PARTS = new Fields.Bounds(1, 10);
    private static final Set<String> USES = Set.of("node", "edge", "all", "record");
    private static final String RECORD = "record";

    private final Projects projects;
    private final IndexedStreams indexed;
    private final StreamsLimits.Models limits;
    private final InstantSource clock;
    private final Pages<ContainerId, Container> pages;

    ContainerRoutes(
            Projects projects,
            IndexedStreams indexed,
            StreamsLimits.Models limits,
            InstantSource clock,
            Signer signer) {
        this.projects = projects;
        this.indexed = indexed;
        this.limits = limits;
        this.clock = clock;
        this.pages = new Pages<>(signer, "containers", ContainerRoutes::id, Container::json);
    }

    private static ContainerId id(String text) {
        int slash = text.indexOf('/');
        return new ContainerId(new SpaceId(text.substring(0, slash)), text.substring(slash + 1));
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "models/containers", this::apply),
                Route.of("GET", "models/containers", this::list),
                Route.of("POST", "models/containers/byids", this::find),
                Route.of("POST", "models/containers/delete", this::delete),
                Route.of("POST", "models/containers/indexes/delete", this::deleteParts),
                Route.of("POST", "models/containers/constraints/delete", this::deleteParts));
    }

    private Fields.Bounds items() {
        return new Fields.Bounds(1, limits.items());
    }

    private Response apply(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.WRITE);
        List<Definition> said =
                call.fields().objects("items", items()).stream().map(Definition::of).toList();
        said.forEach(definition -> Scopes.require(allowed, definition.id().space()));
        long now = clock.millis();
        Project project =
                projects.change(call.project(), p -> Models.withContainers(p, said, now, limits));
        return Envelope.items(
                200, said.stream().map(definition -> json(project, definition.id())).toList());
    }

    private static Json json(Project project, ContainerId id) {
        Container container = project.containers().get(id);
        if (container == null) {
            throw new IllegalStateException("a container that was said is not there");
        }
        return container.json();
    }

    private Response list(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        int limit = call.number("limit", limits.page(), PAGE_USUAL);
        Optional<SpaceId> space = call.parameter("space").map(SpaceId::new);
        // Containers of records are shown to those who ask for them by name.
        boolean wanted = uses(call).contains(RECORD);
        return Envelope.json(
                200,
                pages.page(
                        wanted ? shown(call).containers() : new TreeMap<>(),
                        container -> wanted(container.definition().id(), space, allowed),
                        call.parameter("cursor"),
                        limit));
    }

    private static boolean wanted(
            ContainerId id, Optional<SpaceId> space, Optional<Set<SpaceId>> allowed) {
        return Scopes.allows(allowed, id.space())
                && space.map(only -> only.equals(id.space())).orElse(true);
    }

    /// The values of `usedFor`: repeated, or one list as JSON.
    private static Set<String> uses(Call call) {
        Set<String> uses = new HashSet<>();
        for (String value : call.parameters("usedFor")) {
            if (value.startsWith("[")) {
                uses.addAll(listed(value));
            } else {
                uses.add(value);
            }
        }
        if (!USES.containsAll(uses)) {
            throw Fault.invalid("usedFor must be of node, edge, all and record");
        }
        return uses;
    }

    /// The names in brackets, in quotes or not.
    private static Set<String> listed(String value) {
        Set<String> names = new HashSet<>();
        if (value.indexOf('"') >= 0) {
            if (JsonText.parse(value) instanceof Json.Array(var items)) {
                items.forEach(item -> names.add(item instanceof Json.Text(var text) ? text : ""));
            }
            return names;
        }
        if (!value.endsWith("]")) {
            throw Fault.invalid("usedFor must be a list");
        }
        for (String name : value.substring(1, value.length() - 1).split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    /// The project with what it shows and has not declared.
    private Project shown(Call call) {
        return indexed.shown(projects.get(call.project()));
    }

    private Set<ContainerId> ids(Call call) {
        Set<ContainerId> ids = new LinkedHashSet<>();
        call.fields().objects("items", items()).forEach(fields -> ids.add(ContainerId.of(fields)));
        return ids;
    }

    private Response find(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        Project project = shown(call);
        return Envelope.items(
                200,
                ids(call).stream()
                        .filter(id -> Scopes.allows(allowed, id.space()))
                        .filter(id -> project.find(id).isPresent())
                        .map(id -> json(project, id))
                        .toList());
    }

    private Response delete(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.WRITE);
        Set<ContainerId> ids = ids(call);
        ids.forEach(id -> Scopes.require(allowed, id.space()));
        ids.forEach(id -> IndexedStreams.requireOwn(id.space()));
        Project before = projects.get(call.project());
        List<Json.Members> gone =
                ids.stream()
                        .filter(id -> before.find(id).isPresent())
                        .map(ContainerId::json)
                        .toList();
        projects.change(call.project(), p -> Models.withoutContainers(p, ids));
        return Envelope.items(200, gone);
    }

    /// Containers of records have neither indexes nor constraints, so there is none to delete.
    private Response deleteParts(Call call) {
        call.require(Acl.DATA_MODELS, Acl.Action.WRITE);
        for (Fields fields : call.fields().objects("items", PARTS)) {
            new ContainerId(new SpaceId(fields.text("space")), fields.text("containerExternalId"));
            fields.text("identifier");
        }
        return Envelope.items(200, List.of());
    }
}
