package chancery.streams.http;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.aggregate.Result;
import chancery.streams.answer.Engine;
import chancery.streams.answer.FilterPages;
import chancery.streams.answer.Question;
import chancery.streams.http.traffic.Activity;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.query.Filter;
import chancery.streams.query.Matcher;
import chancery.streams.query.Selection;
import chancery.streams.query.Sort;
import chancery.streams.query.TimeWindow;
import chancery.streams.record.StoredRecord;
import chancery.streams.sign.Signer;
import chancery.web.http.Response;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Questions that the original does not have, below a part of the path that no name can take.
final class ExtraRoutes {
    private static final String COUNT = "count";

    private final Questions questions;
    private final Engine engine;
    private final FilterPages pages;
    private final StreamsLimits.Reads limits;

    ExtraRoutes(Questions questions, Engine engine, Signer signer, StreamsLimits.Reads limits) {
        this.questions = questions;
        this.engine = engine;
        this.pages = new FilterPages(signer);
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Activity.FILTER, "POST", "streams/*/records/-/byids", this::find),
                Route.of(Activity.FILTER, "POST", "streams/*/records/-/filter", this::page),
                Route.of(Activity.AGGREGATE, "POST", "streams/*/records/-/count", this::count));
    }

    /// The records of these identifiers, in their order; those that are not there are left out.
    private Response find(Call call) {
        Questions.Asked asked = questions.ask(call);
        Selection selection = Selection.read(asked.body(), asked.schema());
        Filter visible = asked.filter();
        Set<RecordId> ids = new LinkedHashSet<>();
        for (Fields item : asked.body().objects("items", new Fields.Bounds(1, limits.page()))) {
            ids.add(RecordId.of(item));
        }
        List<Json> items = new ArrayList<>();
        for (RecordId id : ids) {
            for (StoredRecord record : asked.truth().find(id)) {
                if (Matcher.matches(visible, record)) {
                    items.add(ReadRoutes.item(record, selection));
                }
            }
        }
        return Envelope.items(200, items);
    }

    /// A filter that goes on where a cursor says.
    private Response page(Call call) {
        Questions.Asked asked = questions.ask(call);
        Question question = new Question(asked.filter(), questions.window(asked));
        Selection selection = Selection.read(asked.body(), asked.schema());
        Sort sort = Sort.read(asked.body(), asked.schema());
        FilterPages.Room room =
                new FilterPages.Room(
                        questions.limit(asked.body()),
                        limits.filterBytes(),
                        record -> ReadRoutes.bytes(ReadRoutes.item(record, selection)));
        FilterPages.Page page =
                pages.page(
                        FilterPages.Source.of(engine, asked.truth()),
                        question,
                        sort,
                        asked.body(),
                        room);
        return ReadRoutes.page(page, selection, asked.typed());
    }

    /// How many records there are; of a whole stream it is known and not counted.
    private Response count(Call call) {
        Questions.Asked asked = questions.ask(call);
        Optional<TimeWindow> window = TimeWindow.read(asked.body());
        Filter filter = asked.filter();
        if (filter == Filter.All.ALL && window.isEmpty()) {
            return count(asked.truth().use().records());
        }
        Question question = new Question(filter, window.orElse(TimeWindow.ALWAYS));
        Map<String, Result> results =
                engine.aggregate(asked.truth(), question, Map.of(COUNT, Aggregate.Count.COUNT));
        return Envelope.json(200, Result.json(results).find(COUNT).orElseThrow());
    }

    private static Response count(long records) {
        return Envelope.json(200, Json.Members.builder().put(COUNT, records).build());
    }
}
