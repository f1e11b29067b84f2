package chancery.appview.script.library;

import static chancery.appview.index.IndexSchema.ascending;

import chancery.appview.index.Freshness;
import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.JsonLua;
import chancery.appview.script.Run;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Labels of records and accounts: those that labelers gave, then those that a record gives itself.
public final class LabelLibrary implements HostLibrary {
    private static final int URI_BYTES_MAX = 8192;
    private static final int LABELS_MAX = 100;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String ANSWER = "a list of `src`, `uri`, `val` and `cts`";

    private final Tables tables;
    private final Freshness freshness;
    private final InstantSource clock;

    public LabelLibrary(Tables tables, Freshness freshness, InstantSource clock) {
        this.tables = tables;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(
                new HostFunction(
                        "atproto.get_labels",
                        "Lists the labels of a record or an account that have not expired.",
                        List.of(
                                Parameter.required(
                                        "uri",
                                        new ParameterType.Text(URI_BYTES_MAX),
                                        "its address or DID")),
                        ANSWER,
                        call -> JsonLua.toLua(call.state(), labels(call, call.text(1)))),
                new HostFunction(
                        "atproto.get_labels_batch",
                        "Lists the labels of several at once.",
                        List.of(
                                Parameter.required(
                                        "uris",
                                        new ParameterType.Table(),
                                        "their addresses or DIDs")),
                        ANSWER + " by each address",
                        this::batch));
    }

    private Object batch(HostCall call) {
        LuaTable uris = call.table(1);
        LuaTable byUri = new LuaTable();
        for (long i = 1; i <= uris.length(); i++) {
            LuaString uri = Coercion.toText(uris.get(i));
            if (uri == null) {
                throw call.wrong(1, "a list of strings expected");
            }
            Object labels = JsonLua.toLua(call.state(), labels(call, uri));
            byUri.put(call.state().budget(), uri, labels);
        }
        return byUri;
    }

    private Json.Array labels(HostCall call, LuaString uri) {
        call.context(Run.class).chargeDb();
        return call.await(() -> labels(uri.toString()));
    }

    private Json.Array labels(String uri) {
        freshness.await();
        List<Json> labels = new ArrayList<>();
        Field exp = Field.of("exp");
        String now = MOMENT.format(clock.instant());
        Filter live =
                Filter.or(new Filter.Absent(exp), Filter.compare(exp, Filter.Op.GT, Cell.of(now)));
        Query query =
                Query.of(IndexSchema.LABELS.name(), LABELS_MAX)
                        .where(Filter.and(Filter.eq("uri", uri), live))
                        .sort(ascending("cts"));
        for (Row row : tables.list(query).rows()) {
            labels.add(label(row.text("src"), uri, row.text("val"), row.text("cts")));
        }
        tables.get(IndexSchema.RECORDS.name(), RowKey.of(uri))
                .ifPresent(row -> addOwn(labels, uri, row));
        return new Json.Array(labels);
    }

    private static void addOwn(List<Json> labels, String uri, Row row) {
        JsonText.parseObject(row.json("record"))
                .object("labels")
                .flatMap(own -> own.items("values"))
                .orElse(List.of())
                .forEach(
                        value -> {
                            if (value instanceof Json.Members members) {
                                members.text("val")
                                        .map(val -> label(row.text("did"), uri, val, ""))
                                        .ifPresent(labels::add);
                            }
                        });
    }

    private static Json label(String src, String uri, String val, String cts) {
        return Json.Members.builder()
                .put("src", src)
                .put("uri", uri)
                .put("val", val)
                .put("cts", cts)
                .build();
    }
}
