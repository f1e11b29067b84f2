package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The form of a lexicon whose SHA-256 is listed: JSON without white space, keys sorted by their
/// UTF-16 units, and no `description` where a description belongs. A property, definition or
/// parameter that is called `description` stays.
final class CanonicalLexicon {
    private static final Set<String> NAMES = Set.of("properties", "defs");

    private CanonicalLexicon() {}

    static String sha256(Value.Map lexicon) {
        byte[] bytes = json(lexicon, false).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param names whether the keys of this value are names that somebody chose
    private static String json(Value value, boolean names) {
        return switch (value) {
            case Value.Map map -> object(map, names);
            case Value.Array(var items) ->
                    items.stream()
                            .map(item -> json(item, false))
                            .collect(Collectors.joining(",", "[", "]"));
            case Value.Text(var text) -> quote(text);
            case Value.Int(var number) -> Long.toString(number);
            case Value.Bool(var flag) -> Boolean.toString(flag);
            case Value.Null _ -> "null";
            case Value.Bytes _, Value.Link _ -> throw new IllegalArgumentException("not JSON");
        };
    }

    private static String object(Value.Map map, boolean names) {
        TreeMap<String, String> members = new TreeMap<>();
        for (int i = 0; i < map.size(); i++) {
            String key = map.key(i);
            if (names || !key.equals("description")) {
                members.put(key, json(map.value(i), !names && NAMES.contains(key)));
            }
        }
        return members.entrySet().stream()
                .map(member -> quote(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
