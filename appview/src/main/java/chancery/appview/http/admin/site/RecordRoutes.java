package chancery.appview.http.admin.site;

import chancery.appview.access.Permission;
import chancery.appview.http.Answers;
import chancery.appview.http.Errors;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.index.Change;
import chancery.appview.index.Freshness;
import chancery.appview.index.IndexSchema;
import chancery.appview.index.Intake;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.store.table.Filter;
import chancery.store.table.Page;
import chancery.store.table.Position;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Sort;
import chancery.store.table.Tables;
import chancery.web.http.Response;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/admin/records`: what the index has. Deleting takes a record out of the index alone; it comes
/// back when it is written again.
public final class RecordRoutes {
    private static final String TABLE = IndexSchema.RECORDS.name();
    private static final int DELETED_AT_ONCE = 500;

    private final Tables tables;
    private final Intake intake;
    private final Freshness freshness;
    private final InstantSource clock;
    private final AppViewLimits.Queries limits;
    private final RecordLabels labels;

    public RecordRoutes(
            Tables tables,
            Intake intake,
            Freshness freshness,
            InstantSource clock,
            AppViewLimits.Queries limits) {
        this.tables = tables;
        this.intake = intake;
        this.freshness = freshness;
        this.clock = clock;
        this.limits = limits;
        this.labels = new RecordLabels(tables, clock);
    }

    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/records", Permission.RECORDS_READ, this::list),
                AdminRoute.delete("/records", Permission.RECORDS_DELETE, this::delete),
                new AdminRoute(
                        "DELETE",
                        "/records/collection",
                        Set.of(Permission.RECORDS_DELETE, Permission.RECORDS_DELETE_COLLECTION),
                        this::deleteCollection));
    }

    private Response list(AdminCall call) {
        String collection = collection(call);
        int limit = PageSize.of(call, limits.pageDefault(), 1, limits.pageMax());
        Query query =
                Query.of(TABLE, limit)
                        .where(Filter.eq("collection", collection))
                        .sort(Sort.descending("indexed_at"));
        Optional<Position> after = call.query("cursor").map(RecordCursor::parse);
        freshness.await();
        Page page = tables.list(after.map(query::after).orElse(query));
        Map<String, List<Json>> given =
                labels.of(page.rows().stream().map(row -> row.text("uri")).toList());
        List<Json> views =
                page.rows().stream()
                        .<Json>map(row -> view(row, given.getOrDefault(row.text("uri"), List.of())))
                        .toList();
        Json.Builder answer = Json.Members.builder().put("records", views);
        page.next().ifPresent(next -> answer.put("cursor", RecordCursor.of(next)));
        return Answers.json(200, answer.build());
    }

    private static Json.Members view(Row row, List<Json> given) {
        Json.Members record = JsonText.parseObject(row.json("record"));
        return Json.Members.builder()
                .put("uri", row.text("uri"))
                .put("did", row.text("did"))
                .put("collection", row.text("collection"))
                .put("rkey", row.text("rkey"))
                .put("cid", row.text("cid"))
                .put("indexed_at", row.text("indexed_at"))
                .put("record", record)
                .put("labels", RecordLabels.withSelf(given, record, row.text("did")))
                .build();
    }

    private Response delete(AdminCall call) {
        String uri = call.query("uri").orElseThrow(() -> Errors.invalid("missing parameter `uri`"));
        freshness.await();
        Row row =
                tables.get(TABLE, RowKey.of(uri))
                        .orElseThrow(() -> Errors.absent("record not found"));
        intake.take(List.of(deletion(row)));
        return Answers.done();
    }

    private Response deleteCollection(AdminCall call) {
        String collection = collection(call);
        freshness.await();
        long deleted = 0;
        Query all = Query.of(TABLE, DELETED_AT_ONCE).where(Filter.eq("collection", collection));
        Optional<Position> next = Optional.empty();
        do {
            Page page = tables.list(next.map(all::after).orElse(all));
            if (!page.rows().isEmpty()) {
                intake.take(page.rows().stream().map(this::deletion).toList());
            }
            deleted += page.rows().size();
            next = page.next();
        } while (next.isPresent());
        return Answers.json(200, Json.Members.builder().put("deleted", deleted).build());
    }

    private Change deletion(Row row) {
        return new Change.Delete(
                Did.parse(row.text("did")),
                RecordPath.parse(row.text("collection") + "/" + row.text("rkey")),
                Optional.empty(),
                clock.instant());
    }

    private static String collection(AdminCall call) {
        return call.query("collection")
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> Errors.invalid("missing parameter `collection`"));
    }
}
