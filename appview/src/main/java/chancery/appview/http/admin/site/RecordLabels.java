package chancery.appview.http.admin.site;

import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.store.table.Field;
import chancery.store.table.Filter;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The labels of records: those that labelers gave and that are not over, and those that a record
/// gives itself.
record RecordLabels(Tables tables, InstantSource clock) {
    private static final int LABELS_MAX = 2_000;

    /// What labelers gave, by URI.
    Map<String, List<Json>> of(List<String> uris) {
        Map<String, List<Json>> labels = new HashMap<>();
        if (uris.isEmpty()) {
            return labels;
        }
        Filter where = new Filter.In(Field.of("uri"), uris.stream().map(Cell::of).toList());
        Instant now = clock.instant();
        for (Row row :
                tables.list(Query.of(IndexSchema.LABELS.name(), LABELS_MAX).where(where)).rows()) {
            if (!over(row.cell("exp"), now)) {
                labels.computeIfAbsent(row.text("uri"), _ -> new ArrayList<>())
                        .add(label(row.text("src"), row.text("val"), row.text("cts")));
            }
        }
        return labels;
    }

    private static boolean over(Cell expiry, Instant now) {
        if (!(expiry instanceof Cell.Text(var text))) {
            return false;
        }
        try {
            return !OffsetDateTime.parse(text).toInstant().isAfter(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /// The labels that were given, and those that the record gives itself.
    static List<Json> withSelf(List<Json> given, Json.Members record, String did) {
        List<Json> all = new ArrayList<>(given);
        record.object("labels")
                .flatMap(labels -> labels.items("values"))
                .orElse(List.of())
                .forEach(
                        item -> {
                            if (item instanceof Json.Members value) {
                                value.text("val").ifPresent(val -> all.add(label(did, val, "")));
                            }
                        });
        return all;
    }

    private static Json label(String src, String val, String cts) {
        return Json.Members.builder().put("src", src).put("val", val).put("cts", cts).build();
    }
}
