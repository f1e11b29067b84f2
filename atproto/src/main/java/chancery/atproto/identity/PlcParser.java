package chancery.atproto.identity;

import chancery.atproto.crypto.DidKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads operations and states from their JSON values. How many and how long is the business of
/// [PlcLimits]: the history of the directory is older than some of its rules.
final class PlcParser {
    private static final Set<String> CHANGE =
            Set.of(
                    "type",
                    "rotationKeys",
                    "verificationMethods",
                    "alsoKnownAs",
                    "services",
                    "prev",
                    "sig");
    private static final Set<String> TOMBSTONE = Set.of("type", "prev", "sig");
    private static final Set<String> CREATE =
            Set.of("type", "signingKey", "recoveryKey", "handle", "service", "prev", "sig");
    private static final Set<String> SERVICE = Set.of("type", "endpoint");

    private PlcParser() {}

    static PlcOperation operation(Value.Map map) {
        return switch (text(map, "type")) {
            case "plc_operation" -> {
                requireOnly(map, CHANGE);
                yield new PlcOperation.Change(state(map), prev(map), text(map, "sig"));
            }
            case "plc_tombstone" -> {
                requireOnly(map, TOMBSTONE);
                Cid last = prev(map).orElseThrow(() -> wrong("prev", "a CID"));
                yield new PlcOperation.Tombstone(last, text(map, "sig"));
            }
            case "create" -> create(map);
            default -> throw wrong("type", "plc_operation or plc_tombstone");
        };
    }

    static PlcState state(Value.Map map) {
        return new PlcState(
                texts(map, "rotationKeys").stream().map(DidKey::parse).toList(),
                named(map, "verificationMethods", PlcParser::key),
                texts(map, "alsoKnownAs"),
                named(map, "services", PlcParser::service));
    }

    /// The key of a `did:key` on one of the protocol's curves.
    static Optional<PublicKey> findKey(Did key) {
        try {
            return Optional.of(DidKey.parse(key.value()));
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    static String text(Value.Map map, String key) {
        return map.text(key).orElseThrow(() -> wrong(key, "a text"));
    }

    static SyntaxException wrong(String key, String expected) {
        return new SyntaxException("Invalid PLC operation: " + key + " must be " + expected);
    }

    private static PlcOperation.LegacyCreate create(Value.Map map) {
        requireOnly(map, CREATE);
        if (prev(map).isPresent()) {
            throw wrong("prev", "null");
        }
        return new PlcOperation.LegacyCreate(
                DidKey.parse(text(map, "signingKey")),
                DidKey.parse(text(map, "recoveryKey")),
                text(map, "handle"),
                text(map, "service"),
                text(map, "sig"));
    }

    private static Optional<Cid> prev(Value.Map map) {
        Value prev = map.find("prev").orElseThrow(() -> wrong("prev", "a CID or null"));
        return switch (prev) {
            case Value.Null _ -> Optional.empty();
            case Value.Text(var text) -> Optional.of(Cid.parse(text));
            case Value.Bool _,
                    Value.Int _,
                    Value.Bytes _,
                    Value.Link _,
                    Value.Array _,
                    Value.Map _ ->
                    throw wrong("prev", "a CID or null");
        };
    }

    private static List<String> texts(Value.Map map, String key) {
        if (!(map.find(key).orElse(Value.Null.NULL) instanceof Value.Array(var items))) {
            throw wrong(key, "an array of texts");
        }
        return items.stream()
                .map(
                        item -> {
                            if (item instanceof Value.Text(var text)) {
                                return text;
                            }
                            throw wrong(key, "an array of texts");
                        })
                .toList();
    }

    private static <T> SortedMap<String, T> named(
            Value.Map map, String key, Function<Value, T> reader) {
        Value.Map members = map.map(key).orElseThrow(() -> wrong(key, "an object"));
        SortedMap<String, T> named = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            named.put(members.key(i), reader.apply(members.value(i)));
        }
        return named;
    }

    private static Did key(Value value) {
        if (value instanceof Value.Text(var text) && text.startsWith("did:key:")) {
            return Did.parse(text);
        }
        throw wrong("verificationMethods", "an object of did:keys");
    }

    private static PlcService service(Value value) {
        if (value instanceof Value.Map map) {
            requireOnly(map, SERVICE);
            return new PlcService(text(map, "type"), text(map, "endpoint"));
        }
        throw wrong("services", "an object of services");
    }

    private static void requireOnly(Value.Map map, Set<String> known) {
        for (int i = 0; i < map.size(); i++) {
            if (!known.contains(map.key(i))) {
                throw SyntaxException.of("member of a PLC operation", map.key(i));
            }
        }
    }
}
