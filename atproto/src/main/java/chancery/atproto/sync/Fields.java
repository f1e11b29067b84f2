package chancery.atproto.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.util.List;
import java.util.Optional;

/// The fields of a decoded map, asked for by name and type; what is missing or of another type is
/// refused.
record Fields(Value.Map map) {
    String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong(key, "a text"));
    }

    Optional<String> optionalText(String key) {
        return map.find(key)
                .map(
                        value -> {
                            if (value instanceof Value.Text(var text)) {
                                return text;
                            }
                            throw wrong(key, "a text");
                        });
    }

    /// A field that must be there, if only as null, which makes it empty.
    Optional<String> nullableText(String key) {
        if (required(key) instanceof Value.Null) {
            return Optional.empty();
        }
        return Optional.of(text(key));
    }

    long integer(String key) {
        if (required(key) instanceof Value.Int(var number)) {
            return number;
        }
        throw wrong(key, "an integer");
    }

    boolean bool(String key) {
        if (required(key) instanceof Value.Bool(var value)) {
            return value;
        }
        throw wrong(key, "a boolean");
    }

    Value.Bytes bytes(String key) {
        if (required(key) instanceof Value.Bytes bytes) {
            return bytes;
        }
        throw wrong(key, "bytes");
    }

    List<Value> array(String key) {
        if (required(key) instanceof Value.Array(var items)) {
            return items;
        }
        throw wrong(key, "an array");
    }

    Cid link(String key) {
        return optionalLink(key).orElseThrow(() -> wrong(key, "a link"));
    }

    Optional<Cid> optionalLink(String key) {
        return map.find(key)
                .map(
                        value -> {
                            if (value instanceof Value.Link(var cid)) {
                                return cid;
                            }
                            throw wrong(key, "a link");
                        });
    }

    /// A field that must be there as null.
    void requireNull(String key) {
        if (!(required(key) instanceof Value.Null)) {
            throw wrong(key, "null");
        }
    }

    private Value required(String key) {
        return map.find(key).orElseThrow(() -> wrong(key, "a value"));
    }

    static SyntaxException wrong(String key, String expected) {
        return new SyntaxException("Invalid event: " + key + " must be " + expected);
    }
}
