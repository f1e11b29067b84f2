package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Acl;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.AggregateReader;
import chancery.streams.aggregate.AggregateTyping;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.Engine;
import chancery.streams.answer.Question;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.SpaceId;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.query.Filter;
import chancery.streams.query.FilterReader;
import chancery.streams.query.Selection;
import chancery.streams.query.Sort;
import chancery.streams.query.TargetUnits;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;
import chancery.streams.stream.Stream;
import chancery.streams.stream.StreamType;
import chancery.streams.sync.SyncCursor;
import chancery.streams.sync.SyncPage;
import chancery.streams.sync.SyncReader;
import chancery.streams.truth.Change;
import chancery.streams.truth.Status;
import chancery.streams.truth.StreamTruth;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Questions about records: filter, sync, aggregate.
final class ReadRoutes {
    private final Projects projects;
    private final KeyValue store;
    private final Engine engine;
    private final SyncReader feed;
    private final StreamsLimits.Reads limits;
    private final InstantSource clock;

    ReadRoutes(
            Projects projects,
            KeyValue store,
            Engine engine,
            SyncReader feed,
            StreamsLimits.Reads limits,
            InstantSource clock) {
        this.projects = projects;
        this.store = store;
        this.engine = engine;
        this.feed = feed;
        this.limits = limits;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "streams/*/records/filter", this::filter),
                Route.of("POST", "streams/*/records/sync", this::sync),
                Route.of("POST", "streams/*/records/aggregate", this::aggregate));
    }

    /// What every question has.
    private record Asked(
            StreamTruth truth, Schema schema, Optional<Set<SpaceId>> spaces, Fields body) {
        /// The records that are meant, as far as the caller may see them.
        Filter filter() {
            Filter said =
                    body.find("filter")
                            .map(filter -> FilterReader.read(filter, "filter", schema))
                            .orElse(Filter.All.ALL);
            return Scopes.within(spaces, said);
        }

        boolean typed() {
            return body.flag("includeTyping", false);
        }
    }

    private Asked asked(Call call) {
        Optional<Set<SpaceId>> spaces =
                call.caller().spaces(call.project(), Acl.STREAM_RECORDS, Acl.Action.READ);
        Optional<Set<SpaceId>> containers =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        Project project = projects.get(call.project());
        Stream stream = StreamRoutes.stream(project, call.named());
        Asked asked =
                new Asked(
                        new StreamTruth(store, call.project(), stream),
                        new Scopes.Scoped(project, containers),
                        spaces,
                        call.body());
        TargetUnits.check(asked.body(), asked.schema());
        return asked;
    }

    private int limit(Fields body) {
        return body.integer("limit", new Fields.Bounds(1, limits.page()), limits.pageUsual());
    }

    /// The window of time, by the rules of the stream.
    private TimeWindow window(Asked asked) {
        Optional<TimeWindow> window = TimeWindow.read(asked.body());
        Stream stream = asked.truth().stream();
        if (stream.type() == StreamType.MUTABLE) {
            return window.orElse(TimeWindow.ALWAYS);
        }
        TimeWindow given =
                window.orElseThrow(
                        () ->
                                Fault.invalid(
                                        "lastUpdatedTime is missing: questions to immutable"
                                                + " streams need it"));
        Optional<Integer> days = stream.settings().windowDays();
        if (days.isPresent()
                && given.millis(clock.millis()) > Duration.ofDays(days.get()).toMillis()) {
            throw Fault.invalid("lastUpdatedTime must not span more than " + days.get() + " days");
        }
        return given;
    }

    private Response filter(Call call) {
        Asked asked = asked(call);
        Question question = new Question(asked.filter(), window(asked));
        Selection selection = Selection.read(asked.body(), asked.schema());
        Sort sort = Sort.read(asked.body(), asked.schema());
        List<StoredRecord> records =
                engine.filter(asked.truth(), question, sort, limit(asked.body()));
        List<Json> items = new ArrayList<>();
        for (StoredRecord record : records) {
            items.add(builder(record).put("properties", selection.of(record.content())).build());
        }
        Json.Builder answer = Json.Members.builder().put("items", items);
        if (asked.typed()) {
            answer.put("typing", selection.typing());
        }
        Response response = Envelope.json(200, answer.build());
        if (response.body() instanceof Response.Body.Whole(var bytes)
                && bytes.length > limits.filterBytes()) {
            throw Fault.invalid(
                    "The answer would be larger than "
                            + limits.filterBytes()
                            + " bytes: ask for fewer records or properties");
        }
        return response;
    }

    private static Json.Builder builder(StoredRecord record) {
        return Json.Members.builder()
                .put("space", record.id().space().value())
                .put("externalId", record.id().externalId())
                .put("createdTime", record.createdTime())
                .put("lastUpdatedTime", record.lastUpdatedTime());
    }

    private Response sync(Call call) {
        Asked asked = asked(call);
        Filter filter = asked.filter();
        Selection selection = Selection.read(asked.body(), asked.schema());
        int limit = limit(asked.body());
        SyncCursor cursor =
                feed.begin(
                        asked.truth(),
                        asked.body().findText("cursor"),
                        asked.body().findText("initializeCursor"));
        SyncPage page =
                feed.page(
                        asked.truth(),
                        cursor,
                        filter,
                        limit,
                        change -> bytes(item(change, selection)));
        Json.Builder answer =
                Json.Members.builder()
                        .put("items", page.changes().stream().map(c -> item(c, selection)).toList())
                        .put("nextCursor", page.next())
                        .put("hasNext", page.more());
        if (asked.typed()) {
            answer.put("typing", selection.typing());
        }
        return Envelope.json(200, answer.build());
    }

    private static int bytes(Json item) {
        return item.write().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Json item(Change change, Selection selection) {
        Json.Builder item = builder(change.record()).put("status", change.status().wire());
        if (change.status() != Status.DELETED) {
            item.put("properties", selection.of(change.record().content()));
        }
        return item.build();
    }

    private Response aggregate(Call call) {
        Asked asked = asked(call);
        Question question = new Question(asked.filter(), window(asked));
        Map<String, Aggregate> aggregates = AggregateReader.read(asked.body(), asked.schema());
        Map<String, Result> results = engine.aggregate(asked.truth(), question, aggregates);
        Json.Builder answer = Json.Members.builder().put("aggregates", Result.json(results));
        if (asked.typed()) {
            answer.put("typing", AggregateTyping.of(aggregates, asked.schema()));
        }
        return Envelope.json(200, answer.build());
    }
}
