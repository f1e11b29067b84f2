package chancery.store.table.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value, read.
public sealed interface JsonNode {
    record Members(Map<String, JsonNode> members) implements JsonNode {}

    record Elements(List<JsonNode> elements) implements JsonNode {}

    /// A string, number, boolean or null.
    record Leaf(Cell cell) implements JsonNode {}

    /// The member with this name, if this has one.
    default Optional<JsonNode> member(String name) {
        return this instanceof Members(Map<String, JsonNode> members)
                ? Optional.ofNullable(members.get(name))
                : Optional.empty();
    }

    /// The element at this place, from 0, if this has one.
    default Optional<JsonNode> element(int index) {
        return this instanceof Elements(List<JsonNode> elements) && index < elements.size()
                ? Optional.of(elements.get(index))
                : Optional.empty();
    }
}
