package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Acl;
import chancery.streams.fault.Fault;
import chancery.streams.http.traffic.Activity;
import chancery.streams.indexed.IndexedStreams;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.StreamId;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.project.StreamChanges;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.stream.Use;
import chancery.streams.truth.StreamTruth;
import chancery.web.http.Response;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Streams: made, listed, shown, deleted.
final class StreamRoutes {
    private static final Fields.Bounds ONE = new Fields.Bounds(1, 1);

    private final Projects projects;
    private final IndexedStreams indexed;
    private final KeyValue store;
    private final List<Template> templates;
    private final StreamsLimits.Models limits;
    private final InstantSource clock;

    StreamRoutes(
            Projects projects,
            IndexedStreams indexed,
            KeyValue store,
            List<Template> templates,
            StreamsLimits.Models limits,
            InstantSource clock) {
        this.projects = projects;
        this.indexed = indexed;
        this.store = store;
        this.templates = templates;
        this.limits = limits;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Activity.CHANGE_STREAMS, "POST", "streams", this::create),
                Route.of(Activity.LOOK_AT_STREAMS, "GET", "streams", this::list),
                Route.of(Activity.CHANGE_STREAMS, "POST", "streams/delete", this::delete),
                Route.of(Activity.LOOK_AT_STREAMS, "GET", "streams/*", this::show),
                Route.of("DELETE", "streams/*", StreamRoutes::retired));
    }

    private Response create(Call call) {
        call.require(Acl.STREAMS, Acl.Action.CREATE);
        Fields item = call.fields().objects("items", ONE).getFirst();
        StreamId id = new StreamId(item.text("externalId")).unreserved();
        Fields named = item.object("settings").object("template");
        Template template = template(named);
        long now = clock.millis();
        Project project =
                projects.change(call.project(), p -> StreamChanges.with(p, id, template, now));
        return Envelope.items(201, List.of(project.get(id).json(Optional.empty())));
    }

    private Template template(Fields named) {
        String name = named.text("name");
        return templates.stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                Fault.invalid(
                                        named.path("name")
                                                + " must be one of "
                                                + templates.stream().map(Template::name).toList()));
    }

    private Response list(Call call) {
        call.require(Acl.STREAMS, Acl.Action.READ);
        List<Json.Members> items =
                indexed.shown(projects.get(call.project())).streams().values().stream()
                        .filter(Stream::active)
                        .map(stream -> stream.json(Optional.empty()))
                        .toList();
        return Envelope.items(200, items);
    }

    private Response show(Call call) {
        call.require(Acl.STREAMS, Acl.Action.READ);
        Stream stream = stream(indexed.shown(projects.get(call.project())), call.named());
        boolean counted =
                call.parameter("includeStatistics").filter(text -> text.equals("true")).isPresent();
        Optional<Use> use = counted ? Optional.of(use(call.project(), stream)) : Optional.empty();
        return Envelope.json(200, stream.json(use));
    }

    private Use use(ProjectName project, Stream stream) {
        return stream.id().indexed()
                ? indexed.use(project, stream.id())
                : new StreamTruth(store, project, stream).use();
    }

    /// The stream that a path names; a name that none can have names none.
    static Stream stream(Project project, String name) {
        return project.streams().values().stream()
                .filter(stream -> stream.id().value().equals(name) && stream.active())
                .findFirst()
                .orElseThrow(
                        () ->
                                Fault.of(Fault.Kind.NOT_FOUND, "Stream not found: " + name)
                                        .missing(List.of(java.util.Map.of("externalId", name))));
    }

    private Response delete(Call call) {
        call.require(Acl.STREAMS, Acl.Action.DELETE);
        Fields item = call.fields().objects("items", ONE).getFirst();
        StreamId id = new StreamId(item.text("externalId"));
        if (id.indexed()) {
            throw indexed.get(call.project(), id.value()).readOnly();
        }
        long now = clock.millis();
        projects.change(call.project(), p -> StreamChanges.deleted(p, id, now, limits));
        return Envelope.json(200, Json.Members.EMPTY);
    }

    private static Response retired(Call call) {
        throw Fault.of(
                Fault.Kind.GONE,
                "Deleting a stream by DELETE is retired: use POST /streams/delete for "
                        + call.named());
    }
}
