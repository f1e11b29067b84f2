package chancery.streams.indexed;

import chancery.streams.container.Definition;
import chancery.streams.container.Property;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;
import chancery.streams.record.Content;
import chancery.streams.value.Datum;
import chancery.streams.value.Moments;
import chancery.streams.value.PropertyType;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the values of a record as its lexicon types them. Nobody has promised that it is valid:
/// what is not of its type is as good as absent.
final class IndexedContent {
    /// What holds a value that is no object, where there have to be objects.
    private static final String WRAPPED = "value";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private IndexedContent() {}

    static Content of(Definition definition, String json) {
        Map<String, Datum> values = new LinkedHashMap<>();
        if (JsonText.parse(json) instanceof Json.Members record) {
            for (Map.Entry<String, Property> property : definition.properties().entrySet()) {
                record.find(property.getKey())
                        .flatMap(value -> value(property.getValue().type(), value))
                        .ifPresent(value -> values.put(property.getKey(), value));
            }
        }
        return new Content(values.isEmpty() ? Map.of() : Map.of(definition.id(), values));
    }

    private static Optional<Datum> value(PropertyType type, Json json) {
        if (!type.list()) {
            return item(type, json);
        }
        if (!(json instanceof Json.Array(var items))) {
            return Optional.empty();
        }
        List<Datum> values = new ArrayList<>();
        items.forEach(item -> item(type, item).ifPresent(values::add));
        return Optional.of(new Datum.Many(values));
    }

    private static Optional<Datum> item(PropertyType type, Json json) {
        // A null in a record is as good as absent, too.
        return json == Json.Null.NULL ? Optional.empty() : Optional.ofNullable(typed(type, json));
    }

    private static @Nullable Datum typed(PropertyType type, Json json) {
        return switch (type.kind()) {
            case TEXT, ENUM -> json instanceof Json.Text(var text) ? new Datum.Text(text) : null;
            case BOOLEAN -> json instanceof Json.Bool(var flag) ? new Datum.Flag(flag) : null;
            case INT32, INT64 ->
                    json instanceof Json.Int(var whole) ? new Datum.Whole(whole) : null;
            case TIMESTAMP -> json instanceof Json.Text(var text) ? moment(text) : null;
            case JSON -> document(json);
            case FLOAT32, FLOAT64, DATE, DIRECT -> null;
        };
    }

    /// A moment as the API writes it: as it stands where it is written so, else in milliseconds.
    private static @Nullable Datum moment(String text) {
        Optional<Long> exact = Moments.millis(text, Moments.FRACTION_OF_VALUE);
        if (exact.isPresent()) {
            return new Datum.Moment(exact.get(), text);
        }
        return Moments.millis(text, Moments.FRACTION_OF_BOUND)
                .map(
                        millis ->
                                new Datum.Moment(
                                        millis, MOMENT.format(Instant.ofEpochMilli(millis))))
                .orElse(null);
    }

    private static Datum document(Json json) {
        return new Datum.Document(
                json instanceof Json.Members object
                        ? object
                        : Json.Members.builder().put(WRAPPED, json).build());
    }
}
