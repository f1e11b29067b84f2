package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One validation under way: walks down a value beside its schema and keeps the place, which is
/// written out only when something is wrong there.
final class Walk {
    private final Catalog catalog;
    private final Strictness strictness;
    private final LexiconLimits limits;
    private final String root;

    private @Nullable String[] keys = new String[8];
    private int[] indexes = new int[8];
    private int depth;
    private @Nullable List<Validation.Issue> issues;
    private @Nullable String unknown;

    Walk(Catalog catalog, Strictness strictness, LexiconLimits limits, String root) {
        this.catalog = catalog;
        this.strictness = strictness;
        this.limits = limits;
        this.root = root;
    }

    /// Notes what is wrong with this value.
    void check(Schema schema, Value value) {
        switch (schema) {
            case Schema.Text text -> note(Scalars.text(text, value, strictness));
            case Schema.Int integer -> note(Scalars.integer(integer, value));
            case Schema.Bool bool -> note(Scalars.bool(bool, value));
            case Schema.Bytes bytes -> note(Scalars.bytes(bytes, value));
            case Schema.Token token -> note(Scalars.token(token, value));
            case Schema.Unknown _ -> note(Scalars.unknown(value));
            case Schema.Null _ -> require(value instanceof Value.Null, "null", value);
            case Schema.Link _ -> require(value instanceof Value.Link, "cid", value);
            case Schema.Blob blob -> checkBlob(blob, value);
            case Schema.Ref(var target) -> checkRef(target, value);
            case Schema.Union union -> checkUnion(union, value);
            case Schema.Array array -> checkArray(array, value);
            case Schema.Map map -> checkMap(map, value);
            case Schema.Params _ -> require(value instanceof Value.Map, "object", value);
        }
    }

    /// Notes when this map does not say that it is of this type.
    void checkType(String type, Value.Map map) {
        Optional<Value> given = map.find("$type");
        if (given.isEmpty()) {
            noteAt("$type", Messages.wrongText(List.of(type), "undefined"));
        } else if (!sameType(type, given.get())) {
            noteAt("$type", Messages.wrongText(List.of(type), Messages.render(given.get())));
        }
    }

    /// Notes a key that is not there.
    void missing(String key) {
        note(Messages.missing(key));
    }

    /// Notes a problem of the value under this key.
    void noteAt(String key, String message) {
        push(key, -1);
        note(message);
        pop();
    }

    /// Checks the value under this key.
    void checkAt(String key, Schema schema, Value value) {
        if (depth == limits.depthMax()) {
            note(Messages.tooDeep(limits.depthMax()));
            return;
        }
        push(key, -1);
        check(schema, value);
        pop();
    }

    /// What was found about a value that is to be answered as this one.
    <T extends Value> Validation<T> result(T value) {
        if (issues != null) {
            return new Validation.Invalid<>(issues);
        }
        return unknown != null ? new Validation.Unknown<>(unknown) : new Validation.Valid<>(value);
    }

    boolean clean() {
        return issues == null && unknown == null;
    }

    private void checkMap(Schema.Map schema, Value value) {
        if (!(value instanceof Value.Map map)) {
            note(Messages.wrongType("object", value));
            return;
        }
        Map<String, Schema.Property> properties = schema.properties();
        int required = 0;
        for (int i = 0; i < map.size(); i++) {
            String key = map.key(i);
            Schema.Property property = properties.get(key);
            if (property == null) {
                continue;
            }
            required += property.required() ? 1 : 0;
            Value part = map.value(i);
            if (!property.nullable() || part != Value.Null.NULL) {
                checkAt(key, property.schema(), part);
            }
        }
        if (required < schema.requiredCount()) {
            noteMissing(properties, map);
        }
    }

    private void noteMissing(Map<String, Schema.Property> properties, Value.Map map) {
        for (Map.Entry<String, Schema.Property> property : properties.entrySet()) {
            if (property.getValue().required() && !map.contains(property.getKey()) && !full()) {
                missing(property.getKey());
            }
        }
    }

    private void checkArray(Schema.Array schema, Value value) {
        if (!(value instanceof Value.Array(var items))) {
            note(Messages.wrongType("array", value));
            return;
        }
        Optional<String> length = Scalars.within("array", schema.length(), items.size());
        if (length.isPresent()) {
            note(length);
            return;
        }
        if (depth == limits.depthMax()) {
            note(Messages.tooDeep(limits.depthMax()));
            return;
        }
        for (int i = 0; i < items.size() && !full(); i++) {
            push(null, i);
            check(schema.items(), items.get(i));
            pop();
        }
    }

    private void checkRef(String target, Value value) {
        Schema schema = catalog.schema(target).orElse(null);
        if (schema == null) {
            unknown = target;
            return;
        }
        if (schema instanceof Schema.Map && value instanceof Value.Map map) {
            map.find("$type").ifPresent(_ -> checkType(target, map));
        }
        check(schema, value);
    }

    private void checkUnion(Schema.Union union, Value value) {
        if (!(value instanceof Value.Map map) || !map.contains("$type")) {
            note(Messages.wrongType("an object which includes the \"$type\" property", value));
            return;
        }
        Value type = map.find("$type").orElseThrow();
        if (!(type instanceof Value.Text(var given))) {
            noteAt(
                    "$type",
                    union.closed()
                            ? Messages.wrongText(union.refs(), Messages.render(type))
                            : Messages.wrongType("string", type));
            return;
        }
        String target = withoutMain(given);
        if (union.refs().contains(target)) {
            checkMember(target, value);
        } else if (union.closed()) {
            noteAt("$type", Messages.wrongText(union.refs(), Messages.render(type)));
        }
    }

    private void checkMember(String target, Value value) {
        catalog.schema(target)
                .ifPresentOrElse(schema -> check(schema, value), () -> unknown = target);
    }

    private void checkBlob(Schema.Blob schema, Value value) {
        if (!Blobs.valid(value, strictness)) {
            note(Messages.wrongType("blob", value));
            return;
        }
        if (strictness == Strictness.LENIENT || !(value instanceof Value.Map map)) {
            return;
        }
        String mimeType = map.text("mimeType").orElseThrow();
        if (!Blobs.accepted(mimeType, schema.accept())) {
            noteAt("mimeType", Messages.wrongText(schema.accept(), Messages.quote(mimeType)));
            return;
        }
        Schema.Range range = new Schema.Range(0, schema.sizeMax());
        note(Scalars.within("blob", range, map.integer("size").orElseThrow()));
    }

    private void require(boolean right, String expected, Value value) {
        if (!right) {
            note(Messages.wrongType(expected, value));
        }
    }

    private static boolean sameType(String type, Value given) {
        return given instanceof Value.Text(var text) && withoutMain(text).equals(type);
    }

    private static String withoutMain(String type) {
        return type.endsWith("#main") ? type.substring(0, type.length() - 5) : type;
    }

    private void note(Optional<String> problem) {
        if (problem.isPresent()) {
            note(problem.get());
        }
    }

    private void note(String message) {
        if (issues == null) {
            issues = new ArrayList<>();
        }
        if (!full()) {
            issues.add(new Validation.Issue(message, path()));
        }
    }

    private boolean full() {
        return issues != null && issues.size() >= limits.issuesMax();
    }

    private void push(@Nullable String key, int index) {
        if (depth == indexes.length) {
            keys = Arrays.copyOf(keys, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
        keys[depth] = key;
        indexes[depth] = index;
        depth++;
    }

    private void pop() {
        depth--;
    }

    private String path() {
        StringBuilder path = new StringBuilder(root);
        for (int i = 0; i < depth; i++) {
            Messages.appendStep(path, keys[i], indexes[i]);
        }
        return path.toString();
    }
}
