package chancery.atproto.lexicon;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// Reads the schemas of one lexicon; local references become full ones.
final class SchemaParser {
    private final String nsid;
    private final LexiconLimits limits;

    SchemaParser(String nsid, LexiconLimits limits) {
        this.nsid = nsid;
        this.limits = limits;
    }

    /// A definition of its own: no reference, union, unknown or primary type.
    Schema named(Node node, String name) {
        String type = node.text("type");
        return switch (type) {
            case "token" -> new Schema.Token(Lexicon.reference(nsid, name));
            case "ref", "union", "unknown", "params" ->
                    throw node.malformed("type", "a type that can stand alone, not " + type);
            default -> schema(node);
        };
    }

    /// What a request, an answer or a message carries.
    Schema body(Node node) {
        return switch (node.text("type")) {
            case "object", "ref", "union" -> schema(node);
            default -> throw node.malformed("type", "object, ref or union");
        };
    }

    /// A map, and nothing else.
    Schema.Map object(Node node) {
        if (!node.text("type").equals("object")) {
            throw node.malformed("type", "object");
        }
        return new Schema.Map(properties(node, this::schema));
    }

    /// The parameters of a method.
    Schema.Params params(Node node) {
        if (!node.text("type").equals("params")) {
            throw node.malformed("type", "params");
        }
        return new Schema.Params(properties(node, this::parameter));
    }

    private Schema parameter(Node node) {
        return node.text("type").equals("array")
                ? new Schema.Array(scalar(node.child("items")), items(node))
                : scalar(node);
    }

    private Schema scalar(Node node) {
        return switch (node.text("type")) {
            case "boolean", "integer", "string" -> schema(node);
            case "unknown" -> Schema.Text.ANY;
            default -> throw node.malformed("type", "a scalar, or an array of them");
        };
    }

    private Schema schema(Node node) {
        if (node.depth() > limits.depthMax()) {
            throw Node.malformed("Expected at most " + limits.depthMax() + " levels");
        }
        node.textIfPresent("description");
        return switch (node.text("type")) {
            case "null" -> new Schema.Null();
            case "boolean" -> bool(node);
            case "integer" -> integer(node);
            case "string" -> string(node);
            case "bytes" -> new Schema.Bytes(node.length("minLength", "maxLength"));
            case "cid-link" -> new Schema.Link();
            case "blob" ->
                    new Schema.Blob(node.texts("accept"), node.length("minSize", "maxSize").max());
            case "array" -> new Schema.Array(schema(node.child("items")), items(node));
            case "object" -> object(node);
            case "ref" -> new Schema.Ref(reference(node, node.text("ref")));
            case "union" -> union(node);
            case "unknown" -> new Schema.Unknown();
            default -> throw node.malformed("type", "a type of values");
        };
    }

    private static Schema.Bool bool(Node node) {
        Optional<Boolean> constant = node.flagIfPresent("const");
        Optional<Boolean> fallback = node.flagIfPresent("default");
        if (constant.isPresent() && fallback.isPresent() && !constant.equals(fallback)) {
            throw node.malformed("default", "the constant");
        }
        return new Schema.Bool(constant, fallback);
    }

    private Schema.Int integer(Node node) {
        OptionalLong constant = node.integerIfPresent("const");
        OptionalLong fallback = node.integerIfPresent("default");
        List<Long> allowed =
                constant.isPresent()
                        ? List.of(constant.getAsLong())
                        : bounded(node, "enum", node.integers("enum"));
        if (fallback.isPresent() && !allowed.isEmpty() && !allowed.contains(fallback.getAsLong())) {
            throw node.malformed("default", "an allowed value");
        }
        return new Schema.Int(node.range("minimum", "maximum"), allowed, fallback);
    }

    private Schema.Text string(Node node) {
        Optional<String> constant = node.textIfPresent("const");
        Optional<String> fallback = node.textIfPresent("default");
        List<String> allowed =
                constant.map(List::of).orElseGet(() -> bounded(node, "enum", node.texts("enum")));
        if (fallback.isPresent() && !allowed.isEmpty() && !allowed.contains(fallback.get())) {
            throw node.malformed("default", "an allowed value");
        }
        node.texts("knownValues");
        return new Schema.Text(
                node.textIfPresent("format").map(name -> format(node, name)),
                node.length("minLength", "maxLength"),
                node.length("minGraphemes", "maxGraphemes"),
                allowed,
                fallback);
    }

    private static Format format(Node node, String name) {
        return Format.find(name).orElseThrow(() -> node.malformed("format", "a known format"));
    }

    private static Schema.Range items(Node node) {
        return node.length("minLength", "maxLength");
    }

    private Schema.Union union(Node node) {
        boolean closed = node.flagIfPresent("closed").orElse(false);
        if (!node.map().contains("refs")) {
            throw node.malformed("refs", "an array");
        }
        Set<String> refs = new LinkedHashSet<>();
        for (String ref : bounded(node, "refs", node.texts("refs"))) {
            refs.add(reference(node, ref));
        }
        if (closed && refs.isEmpty()) {
            throw node.malformed("refs", "at least one type in a closed union");
        }
        return new Schema.Union(refs, closed);
    }

    private String reference(Node node, String ref) {
        int hash = ref.indexOf('#');
        String id = hash < 0 ? ref : ref.substring(0, hash);
        String name = hash < 0 ? Lexicon.MAIN : ref.substring(hash + 1);
        if (name.isEmpty()
                || name.contains("#")
                || !(id.isEmpty() || Nsid.valid(id))
                || ref.isEmpty()) {
            throw node.malformed("ref", "nsid, nsid#name or #name, not \"" + ref + "\"");
        }
        return Lexicon.reference(id.isEmpty() ? nsid : id, name);
    }

    private Map<String, Schema.Property> properties(Node node, Function<Node, Schema> parse) {
        Optional<Node> members = node.childIfPresent("properties");
        Value.Map map = members.map(Node::map).orElse(Value.Map.EMPTY);
        if (map.size() > limits.propertiesMax()) {
            throw node.malformed("properties", "at most " + limits.propertiesMax() + " entries");
        }
        Set<String> required = names(node, "required", map);
        Set<String> nullable = names(node, "nullable", map);
        Map<String, Schema.Property> properties = new LinkedHashMap<>();
        for (int i = 0; i < map.size(); i++) {
            String key = map.key(i);
            Schema schema = parse.apply(members.orElseThrow().node(key, map.value(i)));
            properties.put(
                    key,
                    new Schema.Property(schema, required.contains(key), nullable.contains(key)));
        }
        return properties;
    }

    private static Set<String> names(Node node, String key, Value.Map properties) {
        Set<String> names = new LinkedHashSet<>(node.texts(key));
        for (String name : names) {
            if (!properties.contains(name)) {
                throw node.malformed(key, "names of properties, not \"" + name + "\"");
            }
        }
        return names;
    }

    private <T> List<T> bounded(Node node, String key, List<T> list) {
        if (list.size() > limits.propertiesMax()) {
            throw node.malformed(key, "at most " + limits.propertiesMax() + " entries");
        }
        return list;
    }
}
