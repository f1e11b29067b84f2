package chancery.streams.http;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.AggregateReader;
import chancery.streams.aggregate.AggregateTyping;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.Engine;
import chancery.streams.answer.FilterPages;
import chancery.streams.answer.Question;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.http.traffic.Activity;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.query.Filter;
import chancery.streams.query.Selection;
import chancery.streams.query.Sort;
import chancery.streams.record.StoredRecord;
import chancery.streams.sync.Feed;
import chancery.streams.sync.News;
import chancery.streams.sync.StreamFeed;
import chancery.streams.sync.SyncCursor;
import chancery.streams.sync.SyncPage;
import chancery.streams.sync.SyncReader;
import chancery.streams.truth.Status;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Questions about records: filter, sync, aggregate.
final class ReadRoutes {
    private final Questions questions;
    private final Engine engine;
    private final SyncReader feed;
    private final StreamsLimits.Reads limits;

    ReadRoutes(Questions questions, Engine engine, SyncReader feed, StreamsLimits.Reads limits) {
        this.questions = questions;
        this.engine = engine;
        this.feed = feed;
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Activity.FILTER, "POST", "streams/*/records/filter", this::filter),
                Route.of(Activity.SYNC, "POST", "streams/*/records/sync", this::sync),
                Route.of(
                        Activity.AGGREGATE,
                        "POST",
                        "streams/*/records/aggregate",
                        this::aggregate));
    }

    private Response filter(Call call) {
        Questions.Asked asked = questions.ask(call);
        Question question = new Question(asked.filter(), questions.window(asked));
        Selection selection = Selection.read(asked.body(), asked.schema());
        Sort sort = Sort.read(asked.body(), asked.schema());
        List<StoredRecord> records =
                engine.filter(asked.truth(), question, sort, questions.limit(asked.body()));
        List<Json> items = new ArrayList<>();
        for (StoredRecord record : records) {
            items.add(item(record, selection));
        }
        Json.Builder answer = Json.Members.builder().put("items", items);
        if (asked.typed()) {
            answer.put("typing", selection.typing());
        }
        return bounded(Envelope.json(200, answer.build()), limits.filterBytes());
    }

    /// An answer, unless it is too large.
    static Response bounded(Response response, int bytesMax) {
        if (response.body() instanceof Response.Body.Whole(var bytes) && bytes.length > bytesMax) {
            throw Fault.invalid(
                    "The answer would be larger than "
                            + bytesMax
                            + " bytes: ask for fewer records or properties");
        }
        return response;
    }

    /// A record with its chosen properties.
    static Json item(StoredRecord record, Selection selection) {
        return builder(record).put("properties", selection.of(record.content())).build();
    }

    /// The names and times of a record.
    private static Json.Builder builder(StoredRecord record) {
        return Json.Members.builder()
                .put("space", record.id().space().value())
                .put("externalId", record.id().externalId())
                .put("createdTime", record.createdTime())
                .put("lastUpdatedTime", record.lastUpdatedTime());
    }

    private Response sync(Call call) {
        Questions.Asked asked = questions.ask(call);
        return sync(feed, Feeding.of(asked), questions.limit(asked.body()));
    }

    /// What is asked of the changes of a stream.
    record Feeding(Feed changes, Schema schema, Filter filter, Fields body) {
        static Feeding of(Questions.Asked asked) {
            return new Feeding(
                    new StreamFeed(asked.truth()), asked.schema(), asked.filter(), asked.body());
        }

        Selection selection() {
            return Selection.read(body, schema);
        }
    }

    /// One page of changes.
    static Response sync(SyncReader feed, Feeding asked, int limit) {
        Selection selection = asked.selection();
        Fields body = asked.body();
        SyncCursor cursor =
                feed.begin(
                        asked.changes(),
                        body.findText("cursor"),
                        body.findText("initializeCursor"));
        SyncPage page =
                feed.page(
                        asked.changes(),
                        cursor,
                        asked.filter(),
                        limit,
                        news -> bytes(item(news, selection)));
        Json.Builder answer =
                Json.Members.builder()
                        .put("items", page.changes().stream().map(n -> item(n, selection)).toList())
                        .put("nextCursor", page.next())
                        .put("hasNext", page.more());
        if (body.flag("includeTyping", false)) {
            answer.put("typing", selection.typing());
        }
        return Envelope.json(200, answer.build());
    }

    /// A page of a filter that goes on.
    static Response page(FilterPages.Page page, Selection selection, boolean typed) {
        Json.Builder answer =
                Json.Members.builder()
                        .put(
                                "items",
                                page.records().stream()
                                        .map(record -> item(record, selection))
                                        .toList())
                        .putText("nextCursor", page.next());
        if (typed) {
            answer.put("typing", selection.typing());
        }
        return Envelope.json(200, answer.build());
    }

    static int bytes(Json item) {
        return item.write().getBytes(StandardCharsets.UTF_8).length;
    }

    static Json item(News news, Selection selection) {
        Json.Builder item = builder(news.record()).put("status", news.status().wire());
        if (news.status() != Status.DELETED) {
            item.put("properties", selection.of(news.record().content()));
        }
        return item.build();
    }

    private Response aggregate(Call call) {
        Questions.Asked asked = questions.ask(call);
        Question question = new Question(asked.filter(), questions.window(asked));
        Map<String, Aggregate> aggregates = AggregateReader.read(asked.body(), asked.schema());
        Map<String, Result> results = engine.aggregate(asked.truth(), question, aggregates);
        Json.Builder answer = Json.Members.builder().put("aggregates", Result.json(results));
        if (asked.typed()) {
            answer.put("typing", AggregateTyping.of(aggregates, asked.schema()));
        }
        return Envelope.json(200, answer.build());
    }
}
