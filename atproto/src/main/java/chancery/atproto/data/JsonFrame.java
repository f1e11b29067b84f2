package chancery.atproto.data;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An array or object of which some items are still to come, and the rules of the reserved keys
/// when it is complete.
final class JsonFrame {
    private static final int PATH_MAX = 200;

    private final @Nullable JsonFrame parent;
    private final int depth;
    private final @Nullable Entries entries;
    private final @Nullable List<Value> items;
    private String name = "";
    private int nameBytes;
    private boolean reserved;

    JsonFrame(@Nullable JsonFrame parent, boolean object) {
        this.parent = parent;
        this.depth = parent == null ? 1 : parent.depth + 1;
        this.entries = object ? new Entries() : null;
        this.items = object ? null : new ArrayList<>();
    }

    @Nullable JsonFrame parent() {
        return parent;
    }

    void requireDepth(int depthMax) {
        if (depth > depthMax) {
            throw tooDeep();
        }
    }

    /// The name of the next entry.
    void name(String name, DataLimits limits) {
        this.name = name;
        nameBytes = Utf8.length(name);
        reserved |= !name.isEmpty() && name.charAt(0) == '$';
        if (nameBytes > limits.keyBytesMax()) {
            throw new SyntaxException(
                    "Key of more than " + limits.keyBytesMax() + " bytes at " + path(""));
        }
    }

    void add(Value value, DataLimits limits) {
        if (size() == limits.itemsMax()) {
            throw new SyntaxException("More than " + limits.itemsMax() + " items at " + path(""));
        }
        if (entries != null) {
            entries.add(name, nameBytes, value);
        } else if (items != null) {
            items.add(value);
        }
    }

    /// The complete value; a link or bytes if the keys say so.
    Value finish(DataLimits limits) {
        if (entries == null) {
            requireDepth(limits.depthMax());
            return new Value.Array(items == null ? List.of() : items);
        }
        String twice = entries.sort();
        if (twice != null) {
            throw new SyntaxException("Duplicate key \"" + cut(twice) + "\" at " + path(""));
        }
        Value.Map map = entries.toMap();
        Value special = reserved ? special(map) : null;
        if (special != null) {
            return special;
        }
        requireDepth(limits.depthMax());
        return map;
    }

    /// Where the next item belongs: `$.record.text`, `$.writes[3]`.
    String pathOfNext() {
        return path(entries == null ? "[" + size() + "]" : "." + name);
    }

    /// The path of this container, with something behind it.
    String path(String suffix) {
        StringBuilder path = new StringBuilder(suffix);
        for (JsonFrame at = parent; at != null; at = at.parent) {
            path.insert(0, at.entries == null ? "[" + at.size() + "]" : "." + at.name);
        }
        return cut(path.insert(0, "$").toString());
    }

    private int size() {
        return entries != null ? entries.size() : items != null ? items.size() : 0;
    }

    private @Nullable Value special(Value.Map map) {
        if (map.contains("$link")) {
            return new Value.Link(link(map));
        }
        if (map.contains("$bytes")) {
            return Value.Bytes.wrap(bytes(map));
        }
        if (map.contains("$type")) {
            requireType(map);
        }
        return null;
    }

    private Cid link(Value.Map map) {
        if (map.size() == 1 && map.value(0) instanceof Value.Text(var text)) {
            try {
                return Cid.parse(text);
            } catch (SyntaxException e) {
                throw new SyntaxException(e.getMessage() + " at " + path(""));
            }
        }
        throw new SyntaxException("Invalid $link object at " + path(""));
    }

    private byte[] bytes(Value.Map map) {
        if (map.size() == 1 && map.value(0) instanceof Value.Text(var text)) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException _) {
                throw new SyntaxException("Invalid base64 in $bytes at " + path(""));
            }
        }
        throw new SyntaxException("Invalid $bytes object at " + path(""));
    }

    private void requireType(Value.Map map) {
        String type = map.text("$type").orElse("");
        if (type.isEmpty()) {
            throw new SyntaxException("Invalid $type, expected a name, at " + path(""));
        }
        boolean blob =
                !type.equals("blob")
                        || (map.find("ref").orElse(null) instanceof Value.Link
                                && map.text("mimeType").isPresent()
                                && map.integer("size").isPresent());
        if (!blob) {
            throw new SyntaxException("Invalid blob object at " + path(""));
        }
    }

    private SyntaxException tooDeep() {
        return new SyntaxException("Too many levels of nested values at " + path(""));
    }

    private static String cut(String text) {
        return text.length() > PATH_MAX ? text.substring(0, PATH_MAX) + "…" : text;
    }
}
