package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills defaults into values that follow their schemas. What has nothing to fill in stays the same
/// object.
final class Defaults {
    private final Catalog catalog;

    Defaults(Catalog catalog) {
        this.catalog = catalog;
    }

    /// What stands for an absent value of this schema.
    static Optional<Value> of(Schema schema) {
        return switch (schema) {
            case Schema.Bool(_, var fallback) -> fallback.map(Value.Bool::new);
            case Schema.Text text -> text.fallback().map(Value.Text::new);
            case Schema.Int(_, _, var fallback) ->
                    fallback.isPresent()
                            ? Optional.of(new Value.Int(fallback.getAsLong()))
                            : Optional.empty();
            case Schema _ -> Optional.empty();
        };
    }

    /// The value with its defaults.
    Value fill(Schema schema, Value value) {
        return switch (schema) {
            case Schema.Ref(var target) -> fillTarget(target, value);
            case Schema.Union(var refs, _) ->
                    value instanceof Value.Map map
                            ? map.text("$type")
                                    .filter(refs::contains)
                                    .map(target -> fillTarget(target, value))
                                    .orElse(value)
                            : value;
            case Schema.Array(var items, _) ->
                    value instanceof Value.Array array ? fillItems(items, array) : value;
            case Schema.Map(var properties, _) ->
                    value instanceof Value.Map map ? fillProperties(properties, map) : value;
            case Schema _ -> value;
        };
    }

    private Value fillTarget(String target, Value value) {
        return catalog.schema(target).map(schema -> fill(schema, value)).orElse(value);
    }

    private Value fillItems(Schema schema, Value.Array array) {
        List<Value> filled = new ArrayList<>();
        boolean changed = false;
        for (Value item : array.items()) {
            Value whole = fill(schema, item);
            changed |= whole != item;
            filled.add(whole);
        }
        return changed ? new Value.Array(filled) : array;
    }

    private Value fillProperties(Map<String, Schema.Property> properties, Value.Map map) {
        Value.Map filled = map;
        for (Map.Entry<String, Schema.Property> entry : properties.entrySet()) {
            String key = entry.getKey();
            Schema schema = entry.getValue().schema();
            Optional<Value> given = map.find(key);
            Optional<Value> whole =
                    given.isPresent() ? given.map(v -> fill(schema, v)) : of(schema);
            if (whole.isPresent() && (given.isEmpty() || given.get() != whole.get())) {
                filled = filled.with(key, whole.get());
            }
        }
        return filled;
    }
}
