package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes values of the texts of a query string, as the schema of its parameters says.
final class Parameters {
    private Parameters() {}

    /// Reads what the schema names; empty texts count as absent, other names are not looked at.
    static Value.Map read(Schema.Params schema, Map<String, List<String>> query, Walk walk) {
        Value.Map.Builder values = Value.Map.builder();
        for (Map.Entry<String, Schema.Property> entry : schema.properties().entrySet()) {
            String name = entry.getKey();
            Schema.Property property = entry.getValue();
            List<String> texts =
                    query.getOrDefault(name, List.of()).stream()
                            .filter(text -> !text.isEmpty())
                            .toList();
            Optional<Value> value =
                    texts.isEmpty()
                            ? Defaults.of(property.schema())
                            : read(name, property.schema(), texts, walk);
            value.ifPresent(given -> values.put(name, given));
            if (texts.isEmpty() && value.isEmpty() && property.required()) {
                walk.missing(name);
            }
        }
        return values.build();
    }

    private static Optional<Value> read(String name, Schema schema, List<String> texts, Walk walk) {
        boolean list = schema instanceof Schema.Array;
        Schema scalar = schema instanceof Schema.Array(var items, _) ? items : schema;
        List<Value> values = texts.stream().map(text -> scalar(scalar, text)).toList();
        Value value = list || values.size() > 1 ? new Value.Array(values) : values.getFirst();
        walk.checkAt(name, schema, value);
        return Optional.of(value);
    }

    /// The text as this schema would have it; as it is when it cannot be that.
    private static Value scalar(Schema schema, String text) {
        return switch (schema) {
            case Schema.Int _ -> integer(text);
            case Schema.Bool _ -> bool(text);
            case Schema _ -> new Value.Text(text);
        };
    }

    private static Value bool(String text) {
        return switch (text) {
            case "true" -> new Value.Bool(true);
            case "false" -> new Value.Bool(false);
            default -> new Value.Text(text);
        };
    }

    /// Digits, maybe after a minus; at most 18 of them, which is more than is safe.
    private static Value integer(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        boolean digits = text.length() > first && text.length() - first <= 18;
        for (int i = first; i < text.length() && digits; i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits ? new Value.Int(Long.parseLong(text)) : new Value.Text(text);
    }
}
