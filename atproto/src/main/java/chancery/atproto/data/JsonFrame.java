package chancery.atproto.data;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.util.Base64;

/// An array or object of which some items are still to come, and the rules of the reserved keys
/// when it is complete.
final class JsonFrame {
    private static final int PATH_MAX = 200;

    private final @Nullable JsonFrame parent;
    private final int depth;
    private final boolean object;
    private final Entries entries;
    private final int start;
    private String name = "";
    private int nameBytes;
    private boolean reserved;

    JsonFrame(@Nullable JsonFrame parent, boolean object, Entries entries) {
        this.parent = parent;
        this.depth = parent == null ? 1 : parent.depth + 1;
        this.object = object;
        this.entries = entries;
        this.start = entries.size();
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
    void name(String name, int nameBytes, DataLimits limits) {
        this.name = name;
        this.nameBytes = nameBytes;
        reserved |= !name.isEmpty() && name.charAt(0) == '$';
        if (nameBytes > limits.keyBytesMax()) {
            throw new SyntaxException(
                    "Key of more than " + limits.keyBytesMax() + " bytes at " + path(""));
        }
    }

    void add(Value value, DataLimits limits) {
        if (entries.size() - start == limits.itemsMax()) {
            throw new SyntaxException("More than " + limits.itemsMax() + " items at " + path(""));
        }
        entries.add(name, nameBytes, value);
    }

    /// The complete value; a link or bytes if the keys say so.
    Value finish(DataLimits limits) {
        if (!object) {
            requireDepth(limits.depthMax());
            return new Value.Array(entries.takeList(start));
        }
        String twice = entries.sort(start);
        if (twice != null) {
            throw new SyntaxException("Duplicate key \"" + cut(twice) + "\" at " + path(""));
        }
        Value.Map map = entries.takeMap(start);
        Value special = reserved ? special(map) : null;
        if (special != null) {
            return special;
        }
        requireDepth(limits.depthMax());
        return map;
    }

    /// Where the next item belongs: `$.record.text`, `$.writes[3]`.
    String pathOfNext() {
        return path(step(entries.size()));
    }

    /// The path of this container, with something behind it.
    String path(String suffix) {
        StringBuilder path = new StringBuilder(suffix);
        int end = start;
        for (JsonFrame at = parent; at != null; at = at.parent) {
            path.insert(0, at.step(end));
            end = at.start;
        }
        return cut(path.insert(0, "$").toString());
    }

    /// The step to the item of which those before end at this height of the stack.
    private String step(int end) {
        return object ? "." + name : "[" + (end - start) + "]";
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
