package chancery.pds.xrpc;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.util.Optional;
import java.util.function.Function;

/// Fields of checked parameters and inputs as the types of the protocol. What the lexicon requires
/// is there; a text of a format parses.
public final class Fields {
    private Fields() {}

    public static AtIdentifier repo(Value.Map map) {
        return AtIdentifier.parse(text(map, "repo"));
    }

    public static Did did(Value.Map map) {
        return Did.parse(text(map, "did"));
    }

    public static Nsid collection(Value.Map map) {
        return Nsid.parse(text(map, "collection"));
    }

    public static Optional<RecordKey> findKey(Value.Map map) {
        return map.text("rkey").map(key -> parsed(key, "Invalid record key: ", RecordKey::parse));
    }

    public static RecordKey key(Value.Map map) {
        return parsed(text(map, "rkey"), "Invalid record key: ", RecordKey::parse);
    }

    /// A CID of the kind repositories use, where the field is there.
    public static Optional<Cid> cid(Value.Map map, String name) {
        return map.text(name).map(text -> parsed(text, "Invalid CID: ", Cid::parse));
    }

    public static Value.Map map(Value.Map map, String name) {
        return map.map(name).orElseThrow(() -> missing(name));
    }

    public static String text(Value.Map map, String name) {
        return map.text(name).orElseThrow(() -> missing(name));
    }

    public static int number(Value.Map map, String name) {
        return Math.toIntExact(map.integer(name).orElseThrow(() -> missing(name)));
    }

    /// A flag that may be absent.
    public static Optional<Boolean> flag(Value.Map map, String name) {
        return map.find(name).map(value -> value instanceof Value.Bool(var flag) && flag);
    }

    private static <T> T parsed(String text, String refusal, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (SyntaxException e) {
            throw Refusal.invalid(refusal + (text.length() > 100 ? "too long" : text));
        }
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("the lexicon let a missing field pass: " + name);
    }
}
