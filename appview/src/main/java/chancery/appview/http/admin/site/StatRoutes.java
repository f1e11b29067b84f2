package chancery.appview.http.admin.site;

import chancery.appview.access.Permission;
import chancery.appview.http.Answers;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.index.Freshness;
import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.registry.Registry;
import chancery.atproto.syntax.Nsid;
import chancery.store.table.Aggregate;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Grouping;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;
import chancery.web.http.Response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `/admin/stats`: how many records there are, and of each type that is indexed.
public final class StatRoutes {
    private static final int PAGE = 1_000;

    private final Registry registry;
    private final Tables tables;
    private final Freshness freshness;

    public StatRoutes(Registry registry, Tables tables, Freshness freshness) {
        this.registry = registry;
        this.tables = tables;
        this.freshness = freshness;
    }

    public List<AdminRoute> routes() {
        return List.of(AdminRoute.get("/stats", Permission.STATS_READ, this::stats));
    }

    private Response stats(AdminCall call) {
        freshness.await();
        Map<String, Long> counts = counts();
        List<Json> collections =
                registry.snapshot().collections().stream()
                        .map(Nsid::value)
                        .<Json>map(name -> view(name, counts.getOrDefault(name, 0L)))
                        .toList();
        return Answers.json(
                200,
                Json.Members.builder()
                        .put("total_records", number(count().getFirst().aggregates().getFirst()))
                        .put("collections", collections)
                        .build());
    }

    private List<Grouping.Group> count() {
        return tables.aggregate(Grouping.count(IndexSchema.RECORDS.name(), Filter.all()));
    }

    /// How many records of each registered type, a bounded number of types in one question.
    private Map<String, Long> counts() {
        List<String> names = registry.snapshot().collections().stream().map(Nsid::value).toList();
        Map<String, Long> counts = new HashMap<>();
        for (int from = 0; from < names.size(); from += PAGE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + PAGE));
            count(some)
                    .forEach(
                            group ->
                                    counts.put(
                                            ((Cell.Text) group.by().getFirst()).value(),
                                            number(group.aggregates().getFirst())));
        }
        return counts;
    }

    private List<Grouping.Group> count(List<String> names) {
        Field collection = Field.of("collection");
        return tables.aggregate(
                new Grouping(
                        IndexSchema.RECORDS.name(),
                        new Filter.In(collection, names.stream().map(Cell::of).toList()),
                        List.of(collection),
                        List.of(new Aggregate.Count()),
                        Grouping.GroupOrder.BY_VALUES,
                        PAGE));
    }

    private static long number(Cell cell) {
        return cell instanceof Cell.Int(var number) ? number : 0;
    }

    private static Json.Members view(String name, long count) {
        return Json.Members.builder().put("collection", name).put("count", count).build();
    }
}
