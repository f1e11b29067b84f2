package chancery.streams.http;

import chancery.streams.access.Acl;
import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.AggregateReader;
import chancery.streams.aggregate.AggregateTyping;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.FilterPages;
import chancery.streams.answer.Question;
import chancery.streams.container.Schema;
import chancery.streams.http.traffic.Activity;
import chancery.streams.indexed.IndexedChanges;
import chancery.streams.indexed.IndexedEngine;
import chancery.streams.indexed.IndexedFeed;
import chancery.streams.indexed.IndexedRecords;
import chancery.streams.indexed.IndexedStream;
import chancery.streams.indexed.IndexedStreams;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.query.Filter;
import chancery.streams.query.FilterReader;
import chancery.streams.query.Matcher;
import chancery.streams.query.Selection;
import chancery.streams.query.Sort;
import chancery.streams.query.TargetUnits;
import chancery.streams.query.TimeWindow;
import chancery.streams.sign.Signer;
import chancery.web.http.Response;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Questions about records of the AT Protocol. Whatever would write is refused.
final class IndexedRoutes {
    private static final String RECORDS = "streams/" + StreamId.INDEXED + "*/records";

    private final IndexedRecords records;
    private final IndexedStreams streams;
    private final IndexedEngine engine;
    private final FilterPages pages;
    private final Parts.Feeds feeds;
    private final StreamsLimits.Reads limits;

    IndexedRoutes(
            Parts.Indexed indexed, Parts.Feeds feeds, Signer signer, StreamsLimits.Reads limits) {
        this.feeds = feeds;
        this.records = indexed.records();
        this.streams = indexed.streams();
        this.engine = indexed.engine();
        this.pages = new FilterPages(signer);
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Activity.WRITE, "POST", RECORDS, this::refuse),
                Route.of(Activity.WRITE, "POST", RECORDS + "/upsert", this::refuse),
                Route.of(Activity.WRITE, "POST", RECORDS + "/delete", this::refuse),
                Route.of(Activity.WRITE, "POST", RECORDS + "/-/upsert", this::refuse),
                Route.of(Activity.WRITE, "POST", RECORDS + "/-/check", this::refuse),
                Route.of(Activity.SYNC, "POST", RECORDS + "/sync", this::sync),
                Route.of(Activity.SYNC, "POST", RECORDS + "/-/follow", this::follow),
                Route.of(Activity.FILTER, "POST", RECORDS + "/filter", this::filter),
                Route.of(Activity.AGGREGATE, "POST", RECORDS + "/aggregate", this::aggregate),
                Route.of(Activity.FILTER, "POST", RECORDS + "/-/byids", this::find),
                Route.of(Activity.FILTER, "POST", RECORDS + "/-/filter", this::page),
                Route.of(Activity.AGGREGATE, "POST", RECORDS + "/-/count", this::count));
    }

    private Response refuse(Call call) {
        call.require(Acl.STREAM_RECORDS, Acl.Action.WRITE);
        throw streams.get(call.project(), call.named()).readOnly();
    }

    /// What every question has.
    private record Asked(IndexedStream stream, Schema schema, Filter filter, Fields body) {
        Question question() {
            return new Question(filter, TimeWindow.read(body).orElse(TimeWindow.ALWAYS));
        }

        ReadRoutes.Feeding feeding(IndexedChanges changes, ProjectName project) {
            return new ReadRoutes.Feeding(
                    new IndexedFeed(changes, project, stream), schema, filter, body);
        }

        boolean typed() {
            return body.flag("includeTyping", false);
        }
    }

    /// What a request asks, as far as the caller may, once the index is as new as it must be.
    private Asked ask(Call call) {
        Optional<Set<SpaceId>> spaces =
                call.caller().spaces(call.project(), Acl.STREAM_RECORDS, Acl.Action.READ);
        Optional<Set<SpaceId>> containers =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        IndexedStream stream = streams.get(call.project(), call.named());
        Fields body = call.fields();
        Schema schema = new Scopes.Scoped(stream, containers);
        TargetUnits.check(body, schema);
        Filter said =
                body.find("filter")
                        .map(filter -> FilterReader.read(filter, "filter", schema))
                        .orElse(Filter.All.ALL);
        // Who calls inside of this process waits there, where it can.
        if (!(call.request() instanceof InsideRequest)) {
            records.await();
        }
        return new Asked(stream, schema, Scopes.within(spaces, said), body);
    }

    private int limit(Fields body) {
        return body.integer("limit", new Fields.Bounds(1, limits.page()), limits.pageUsual());
    }

    private Response filter(Call call) {
        Asked asked = ask(call);
        Selection selection = Selection.read(asked.body(), asked.schema());
        Sort sort = Sort.read(asked.body(), asked.schema());
        List<Json> items =
                engine.filter(asked.stream(), asked.question(), sort, limit(asked.body())).stream()
                        .map(record -> ReadRoutes.item(record, selection))
                        .toList();
        Json.Builder answer = Json.Members.builder().put("items", items);
        if (asked.typed()) {
            answer.put("typing", selection.typing());
        }
        return ReadRoutes.bounded(Envelope.json(200, answer.build()), limits.filterBytes());
    }

    private Response page(Call call) {
        Asked asked = ask(call);
        Selection selection = Selection.read(asked.body(), asked.schema());
        Sort sort = Sort.read(asked.body(), asked.schema());
        FilterPages.Room room =
                new FilterPages.Room(
                        limit(asked.body()),
                        limits.filterBytes(),
                        record -> ReadRoutes.bytes(ReadRoutes.item(record, selection)));
        FilterPages.Page page =
                pages.page(
                        new FilterPages.Source(
                                call.project() + "/" + asked.stream().id(),
                                (question, order, max) ->
                                        engine.filter(asked.stream(), question, order, max)),
                        asked.question(),
                        sort,
                        asked.body(),
                        room);
        return ReadRoutes.page(page, selection, asked.typed());
    }

    private Response sync(Call call) {
        Asked asked = ask(call);
        ReadRoutes.Feeding feeding = asked.feeding(records.changes(), call.project());
        return ReadRoutes.sync(feeds.pages(), feeding, limit(asked.body()));
    }

    private Response follow(Call call) {
        Asked asked = ask(call);
        StreamId id = asked.stream().id();
        return Follow.of(
                feeds.followers(),
                call,
                asked.feeding(records.changes(), call.project()),
                () -> streams.has(call.project(), id));
    }

    private Response aggregate(Call call) {
        Asked asked = ask(call);
        Map<String, Aggregate> aggregates = AggregateReader.read(asked.body(), asked.schema());
        Map<String, Result> results =
                engine.aggregate(asked.stream(), asked.question(), aggregates);
        Json.Builder answer = Json.Members.builder().put("aggregates", Result.json(results));
        if (asked.typed()) {
            answer.put("typing", AggregateTyping.of(aggregates, asked.schema()));
        }
        return Envelope.json(200, answer.build());
    }

    private Response find(Call call) {
        Asked asked = ask(call);
        Selection selection = Selection.read(asked.body(), asked.schema());
        Set<RecordId> ids = new LinkedHashSet<>();
        for (Fields item : asked.body().objects("items", new Fields.Bounds(1, limits.page()))) {
            ids.add(RecordId.of(item));
        }
        List<Json> items = new ArrayList<>();
        for (RecordId id : ids) {
            engine.find(asked.stream(), id)
                    .filter(record -> Matcher.matches(asked.filter(), record))
                    .ifPresent(record -> items.add(ReadRoutes.item(record, selection)));
        }
        return Envelope.items(200, items);
    }

    private Response count(Call call) {
        Asked asked = ask(call);
        long count = engine.count(asked.stream(), asked.question());
        return Envelope.json(200, Json.Members.builder().put("count", count).build());
    }
}
