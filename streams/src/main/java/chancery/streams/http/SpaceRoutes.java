package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Acl;
import chancery.streams.fault.Fault;
import chancery.streams.indexed.IndexedStreams;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.SpaceId;
import chancery.streams.project.Models;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.sign.Signer;
import chancery.streams.space.Space;
import chancery.streams.stream.Stream;
import chancery.streams.truth.StreamTruth;
import chancery.web.http.Response;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Spaces: said, listed, taken back.
final class SpaceRoutes {
    private static final int PAGE_USUAL = 10;

    private final Projects projects;
    private final IndexedStreams indexed;
    private final KeyValue store;
    private final StreamsLimits.Models limits;
    private final InstantSource clock;
    private final Pages<SpaceId, Space> pages;

    SpaceRoutes(
            Projects projects,
            IndexedStreams indexed,
            KeyValue store,
            StreamsLimits.Models limits,
            InstantSource clock,
            Signer signer) {
        this.projects = projects;
        this.indexed = indexed;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.pages = new Pages<>(signer, "spaces", SpaceId::new, Space::json);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "models/spaces", this::apply),
                Route.of("GET", "models/spaces", this::list),
                Route.of("POST", "models/spaces/byids", this::find),
                Route.of("POST", "models/spaces/delete", this::delete));
    }

    private Fields.Bounds items() {
        return new Fields.Bounds(1, limits.items());
    }

    private Response apply(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.WRITE);
        long now = clock.millis();
        List<Space> said =
                call.fields().objects("items", items()).stream()
                        .map(fields -> Space.of(fields, now))
                        .toList();
        for (Space space : said) {
            Scopes.require(allowed, space.id());
        }
        Project project = projects.change(call.project(), p -> Models.withSpaces(p, said, limits));
        return Envelope.items(200, said.stream().map(space -> json(project, space.id())).toList());
    }

    private static Json json(Project project, SpaceId id) {
        Space space = project.spaces().get(id);
        if (space == null) {
            throw new IllegalStateException("a space that was said is not there");
        }
        return space.json();
    }

    private Response list(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        int limit = call.number("limit", limits.page(), PAGE_USUAL);
        return Envelope.json(
                200,
                pages.page(
                        shown(call).spaces(),
                        space -> Scopes.allows(allowed, space.id()),
                        call.parameter("cursor"),
                        limit));
    }

    private Response find(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        Project project = shown(call);
        return Envelope.items(
                200,
                ids(call).stream()
                        .filter(id -> Scopes.allows(allowed, id))
                        .filter(project::hasSpace)
                        .map(id -> json(project, id))
                        .toList());
    }

    /// The project with what it shows and has not declared.
    private Project shown(Call call) {
        return indexed.shown(projects.get(call.project()));
    }

    private Set<SpaceId> ids(Call call) {
        Set<SpaceId> ids = new LinkedHashSet<>();
        call.fields()
                .objects("items", items())
                .forEach(fields -> ids.add(new SpaceId(fields.text("space"))));
        return ids;
    }

    private Response delete(Call call) {
        Optional<Set<SpaceId>> allowed =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.WRITE);
        Set<SpaceId> ids = ids(call);
        ids.forEach(id -> Scopes.require(allowed, id));
        ids.forEach(IndexedStreams::requireOwn);
        Project before = projects.get(call.project());
        ids.forEach(id -> requireNoRecords(before, id));
        List<Json> gone =
                ids.stream()
                        .filter(before::hasSpace)
                        .<Json>map(id -> Json.Members.builder().put("space", id.value()).build())
                        .toList();
        projects.change(call.project(), p -> Models.withoutSpaces(p, ids));
        return Envelope.items(200, gone);
    }

    private void requireNoRecords(Project project, SpaceId space) {
        for (Stream stream : project.streams().values()) {
            if (stream.active() && new StreamTruth(store, project.name(), stream).holds(space)) {
                throw Fault.invalid(
                        "Space " + space + " still has records in the stream " + stream.id());
            }
        }
    }
}
