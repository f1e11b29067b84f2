package chancery.atproto.lexicon;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads lexicon documents strictly: what it accepts, a [Validator] can work with. What it refuses
/// is a [chancery.atproto.syntax.SyntaxException] that says what was expected where.
public final class LexiconParser {
    private static final long VERSION = 1;

    private final LexiconLimits limits;

    public LexiconParser(LexiconLimits limits) {
        this.limits = limits;
    }

    /// Reads the JSON of a document.
    public Lexicon parse(byte[] json) {
        if (json.length > limits.documentBytesMax()) {
            throw Node.malformed("Expected at most " + limits.documentBytesMax() + " bytes");
        }
        return parse(DagJson.parseMap(json));
    }

    /// Reads a decoded document.
    public Lexicon parse(Value.Map document) {
        Node root = Node.root(document);
        if (root.integerIfPresent("lexicon").orElse(0) != VERSION) {
            throw root.malformed("lexicon", "version 1");
        }
        String id = root.text("id");
        if (!Nsid.valid(id)) {
            throw root.malformed("id", "an NSID");
        }
        root.integerIfPresent("revision");
        root.textIfPresent("description");
        return new Lexicon(new Nsid(id), defs(root.child("defs"), id));
    }

    private Map<String, Def> defs(Node node, String id) {
        Value.Map map = node.map();
        if (map.size() > limits.defsMax()) {
            throw Node.malformed("Expected at most " + limits.defsMax() + " definitions");
        }
        Map<String, Def> defs = new LinkedHashMap<>();
        SchemaParser schemas = new SchemaParser(id, limits);
        for (int i = 0; i < map.size(); i++) {
            String name = map.key(i);
            if (name.isEmpty() || name.contains("#")) {
                throw node.malformed(name, "a definition's name");
            }
            Node def = node.node(name, map.value(i));
            defs.put(
                    name,
                    name.equals(Lexicon.MAIN) ? main(def, schemas) : schemas.named(def, name));
        }
        return defs;
    }

    private static Def main(Node node, SchemaParser schemas) {
        return switch (node.text("type")) {
            case "record" -> recordType(node, schemas);
            case "query" ->
                    new Def.Query(
                            parameters(node, schemas), body(node, "output", schemas), errors(node));
            case "procedure" ->
                    new Def.Procedure(
                            parameters(node, schemas),
                            body(node, "input", schemas),
                            body(node, "output", schemas),
                            errors(node));
            case "subscription" ->
                    new Def.Subscription(
                            parameters(node, schemas), message(node, schemas), errors(node));
            case "permission-set" -> permissions(node);
            default -> schemas.named(node, Lexicon.MAIN);
        };
    }

    private static Def.RecordType recordType(Node node, SchemaParser schemas) {
        return new Def.RecordType(keyType(node), schemas.object(node.child("record")));
    }

    private static KeyType keyType(Node node) {
        String key = node.text("key");
        return switch (key) {
            case "tid" -> KeyType.Named.TID;
            case "nsid" -> KeyType.Named.NSID;
            case "any" -> KeyType.Named.ANY;
            default -> literal(node, key);
        };
    }

    private static KeyType literal(Node node, String key) {
        String prefix = "literal:";
        if (key.startsWith(prefix) && RecordKey.valid(key.substring(prefix.length()))) {
            return new KeyType.Literal(new RecordKey(key.substring(prefix.length())));
        }
        throw node.malformed("key", "tid, nsid, any or literal:<record key>");
    }

    private static Schema.Params parameters(Node node, SchemaParser schemas) {
        return node.childIfPresent("parameters").map(schemas::params).orElse(Schema.Params.NONE);
    }

    private static Optional<Def.Body> body(Node node, String key, SchemaParser schemas) {
        return node.childIfPresent(key)
                .map(
                        body ->
                                new Def.Body(
                                        body.text("encoding"),
                                        body.childIfPresent("schema").map(schemas::body)));
    }

    private static Optional<Schema> message(Node node, SchemaParser schemas) {
        return node.childIfPresent("message")
                .flatMap(message -> message.childIfPresent("schema"))
                .map(schemas::body);
    }

    private static List<String> errors(Node node) {
        return node.nodes("errors").stream().map(error -> error.text("name")).toList();
    }

    private static Def.PermissionSet permissions(Node node) {
        Value.Map.Builder texts = Value.Map.builder();
        for (String key : List.of("title", "detail")) {
            node.textIfPresent(key).ifPresent(text -> texts.put(key, text));
            node.childIfPresent(key + ":lang")
                    .ifPresent(langs -> texts.put(key + ":lang", translations(langs)));
        }
        if (!node.map().contains("permissions")) {
            throw node.malformed("permissions", "an array");
        }
        return new Def.PermissionSet(
                texts.build(),
                node.nodes("permissions").stream().map(LexiconParser::permission).toList());
    }

    private static Value.Map translations(Node node) {
        for (int i = 0; i < node.map().size(); i++) {
            node.text(node.map().key(i));
        }
        return node.map();
    }

    private static Def.Permission permission(Node node) {
        if (!node.text("type").equals("permission") || node.text("resource").isEmpty()) {
            throw node.malformed("type", "a permission of a resource");
        }
        return new Def.Permission(
                node.text("resource"), node.map().without("type").without("resource"));
    }
}
