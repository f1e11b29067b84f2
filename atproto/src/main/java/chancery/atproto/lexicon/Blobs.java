package chancery.atproto.lexicon;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.CidText;

import java.util.List;

/// What a blob reference looks like: `$type`, `ref`, `mimeType`, `size`, and nothing else; of old,
/// `cid` and `mimeType`.
final class Blobs {
    private static final Value TYPE = new Value.Text("blob");

    private Blobs() {}

    /// Whether this map says that it is a blob reference.
    static boolean typed(Value.Map map) {
        return map.find("$type").filter(TYPE::equals).isPresent();
    }

    /// Whether this is a reference, as far as the strictness goes.
    static boolean valid(Value value, Strictness strictness) {
        if (!(value instanceof Value.Map map)) {
            return false;
        }
        if (map.contains("$type")) {
            return typed(map) && validTyped(map, strictness);
        }
        return strictness == Strictness.LENIENT && validLegacy(map);
    }

    private static boolean validTyped(Value.Map map, Strictness strictness) {
        if (map.size() != 4 || map.text("mimeType").filter(type -> type.contains("/")).isEmpty()) {
            return false;
        }
        if (!(map.find("ref").orElse(Value.Null.NULL) instanceof Value.Link(var cid))
                || !(map.find("size").orElse(Value.Null.NULL) instanceof Value.Int(var size))) {
            return false;
        }
        return switch (strictness) {
            case STRICT -> size >= 0 && cid.codec() == Cid.Codec.RAW;
            case LENIENT -> size >= -1;
        };
    }

    private static boolean validLegacy(Value.Map map) {
        return map.size() == 2
                && map.text("mimeType").filter(type -> !type.isEmpty()).isPresent()
                && map.text("cid").filter(CidText::valid).isPresent();
    }

    /// Whether the media type is one of these, or of their families.
    static boolean accepted(String mimeType, List<String> accept) {
        if (accept.isEmpty()) {
            return true;
        }
        for (String pattern : accept) {
            if (pattern.equals("*/*") || pattern.equals(mimeType)) {
                return true;
            }
            if (pattern.endsWith("/*")
                    && mimeType.startsWith(pattern.substring(0, pattern.length() - 1))) {
                return true;
            }
        }
        return false;
    }
}
