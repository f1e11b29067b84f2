package chancery.atproto.lexicon;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A map inside a lexicon document, with its place there for messages.
final class Node {
    private final Value.Map map;
    private final @Nullable Node parent;
    private final String key;
    private final int depth;

    private Node(Value.Map map, @Nullable Node parent, String key) {
        this.map = map;
        this.parent = parent;
        this.key = key;
        this.depth = parent == null ? 0 : parent.depth + 1;
    }

    static Node root(Value.Map document) {
        return new Node(document, null, "$");
    }

    Value.Map map() {
        return map;
    }

    /// How many nodes lie above this one.
    int depth() {
        return depth;
    }

    private String path() {
        return parent == null ? key : parent.path() + "." + key;
    }

    /// The value under this key as a map; it must be there.
    Node child(String key) {
        return childIfPresent(key).orElseThrow(() -> malformed(key, "an object"));
    }

    Optional<Node> childIfPresent(String key) {
        return map.find(key).map(value -> node(key, value));
    }

    /// The value under this key, whatever it is, as a map.
    Node node(String key, Value value) {
        if (value instanceof Value.Map inner) {
            return new Node(inner, this, key);
        }
        throw malformed(key, "an object");
    }

    /// The text under this key; it must be there.
    String text(String key) {
        return textIfPresent(key).orElseThrow(() -> malformed(key, "a string"));
    }

    Optional<String> textIfPresent(String key) {
        return map.find(key).map(value -> asText(key, value));
    }

    /// The texts in the array under this key; none when it is absent.
    List<String> texts(String key) {
        return items(key).stream().map(item -> asText(key, item)).toList();
    }

    /// The whole numbers in the array under this key; none when it is absent.
    List<Long> integers(String key) {
        return items(key).stream().map(item -> asInteger(key, item)).toList();
    }

    OptionalLong integerIfPresent(String key) {
        Optional<Value> value = map.find(key);
        return value.isPresent()
                ? OptionalLong.of(asInteger(key, value.get()))
                : OptionalLong.empty();
    }

    Optional<Boolean> flagIfPresent(String key) {
        return map.find(key).map(value -> asFlag(key, value));
    }

    /// The maps in the array under this key; none when it is absent.
    List<Node> nodes(String key) {
        List<Node> nodes = new ArrayList<>();
        for (Value item : items(key)) {
            nodes.add(node(key + "[" + nodes.size() + "]", item));
        }
        return nodes;
    }

    /// A range from these two keys.
    Schema.Range range(String min, String max) {
        OptionalLong least = integerIfPresent(min);
        OptionalLong most = integerIfPresent(max);
        if (least.isEmpty() && most.isEmpty()) {
            return Schema.Range.ANY;
        }
        Schema.Range range =
                new Schema.Range(least.orElse(Long.MIN_VALUE), most.orElse(Long.MAX_VALUE));
        if (range.min() > range.max()) {
            throw malformed(min, "at most " + max);
        }
        return range;
    }

    /// A range of a length, which is never negative.
    Schema.Range length(String min, String max) {
        Schema.Range range = range(min, max);
        if (range.max() < 0 || (range.min() < 0 && range.min() != Long.MIN_VALUE)) {
            throw malformed(range.max() < 0 ? max : min, "a length");
        }
        return range;
    }

    SyntaxException malformed(String key, String expected) {
        return malformed("Expected " + expected + " at " + path() + "." + key);
    }

    static SyntaxException malformed(String message) {
        return new SyntaxException("Invalid lexicon: " + message);
    }

    private List<Value> items(String key) {
        Optional<Value> value = map.find(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Value.Array(var items)) {
            return items;
        }
        throw malformed(key, "an array");
    }

    private String asText(String key, Value value) {
        if (value instanceof Value.Text(var text)) {
            return text;
        }
        throw malformed(key, "a string");
    }

    private long asInteger(String key, Value value) {
        if (value instanceof Value.Int(var number)) {
            return number;
        }
        throw malformed(key, "an integer");
    }

    private boolean asFlag(String key, Value value) {
        if (value instanceof Value.Bool(var flag)) {
            return flag;
        }
        throw malformed(key, "a boolean");
    }
}
