package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The wording of issues and of places in values, `$.record.langs[0]["a key"]`. Clients match on
/// it, so it is the reference server's, letter for letter.
final class Messages {
    private static final int PREVIEW_MAX = 256;
    private static final int ITEMS_MAX = 2;
    private static final int DEPTH_MAX = 3;

    private Messages() {}

    static String missing(String key) {
        return "Missing required key \"" + key + "\"";
    }

    static String wrongType(String expected, Value got) {
        return "Expected " + expected + " value type (got " + render(got) + ")";
    }

    static String wrongFormat(Format format, String got) {
        return "Invalid " + format.label() + " (got " + quote(got) + ")";
    }

    /// None of the allowed texts.
    static String wrongText(Iterable<String> allowed, String got) {
        List<String> quoted = new ArrayList<>();
        allowed.forEach(text -> quoted.add(quote(text)));
        return "Expected " + oneOf(quoted) + " (got " + got + ")";
    }

    /// None of the allowed values, already rendered.
    static String wrongValue(List<?> allowed, Value got) {
        List<String> shown = allowed.stream().map(Object::toString).toList();
        return "Expected " + oneOf(shown) + " (got " + render(got) + ")";
    }

    /// Outside its range.
    static String outside(String what, Schema.Range range, long got) {
        return got > range.max()
                ? what + " too big (maximum " + range.max() + ", got " + got + ")"
                : what + " too small (minimum " + range.min() + ", got " + got + ")";
    }

    static String tooDeep(int depthMax) {
        return "Expected at most " + depthMax + " levels of values";
    }

    /// How a message shows a value: short, whatever the value is.
    static String render(Value value) {
        return render(value, 0);
    }

    private static String render(Value value, int depth) {
        return switch (value) {
            case Value.Null _ -> "null";
            case Value.Bool(var flag) -> Boolean.toString(flag);
            case Value.Int(var number) -> Long.toString(number);
            case Value.Text(var text) -> quote(text);
            case Value.Link _ -> "cid";
            case Value.Bytes _ -> "object";
            case Value.Array(var items) -> renderItems(items, depth);
            case Value.Map map -> renderKeys(map);
        };
    }

    private static String renderItems(List<Value> items, int depth) {
        if (depth == DEPTH_MAX) {
            return "[...]";
        }
        String shown =
                items.stream()
                        .limit(ITEMS_MAX)
                        .map(item -> render(item, depth + 1))
                        .collect(Collectors.joining(", "));
        return "[" + shown + (items.size() > ITEMS_MAX ? ", ...]" : "]");
    }

    private static String renderKeys(Value.Map map) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < Math.min(ITEMS_MAX, map.size()); i++) {
            out.append(i == 0 ? "" : ", ").append(quote(map.key(i))).append(": ...");
        }
        return out.append(map.size() > ITEMS_MAX ? ", ...}" : "}").toString();
    }

    private static String oneOf(List<String> shown) {
        if (shown.size() == 1) {
            return shown.getFirst();
        }
        String all = String.join(", ", shown.subList(0, shown.size() - 1));
        return "one of " + all + " or " + shown.getLast();
    }

    /// A JSON string of at most 256 characters.
    static String quote(String text) {
        String shown =
                text.length() < PREVIEW_MAX ? text : text.substring(0, PREVIEW_MAX - 1) + "…";
        StringBuilder out = new StringBuilder(shown.length() + 2).append('"');
        for (int i = 0; i < shown.length(); i++) {
            escape(out, shown, i);
        }
        return out.append('"').toString();
    }

    private static void escape(StringBuilder out, String text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || loneSurrogate(text, at)) {
                    String hex = Integer.toHexString(c);
                    out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private static boolean loneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /// Appends a step: into a map by a key or, without one, into an array by an index.
    static void appendStep(StringBuilder path, @Nullable String key, int index) {
        if (key == null) {
            path.append('[').append(index).append(']');
        } else if (name(key)) {
            path.append('.').append(key);
        } else {
            path.append('[').append(quote(key)).append(']');
        }
    }

    private static boolean name(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && !(i == 0 ? c == '$' : c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !key.isEmpty();
    }
}
