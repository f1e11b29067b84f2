package chancery.atproto.data;

import chancery.atproto.syntax.SyntaxException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The JSON form of values: links as `{"$link": …}`, bytes as `{"$bytes": …}`, blobs as maps whose
/// `$type` is `blob`. Refuses what is not one value in UTF-8: duplicate keys, lone surrogates,
/// floats, integers beyond ±(2^53−1), and maps that misuse the reserved keys. A number without a
/// fraction is an integer however it is written, `1.0` and `1e3` too, because JavaScript says so.
public final class DagJson {
    private DagJson() {}

    /// The one value that fills these bytes.
    public static Value parse(byte[] utf8) {
        return parse(utf8, DataLimits.STANDARD);
    }

    /// The one value that fills these bytes, within these limits.
    public static Value parse(byte[] utf8, DataLimits limits) {
        return JsonReader.read(utf8, limits);
    }

    /// The one value that fills the stream, within these limits; the stream stays open.
    public static Value parse(InputStream in, DataLimits limits) throws IOException {
        return parse(in.readNBytes(limits.jsonBytesMax() + 1), limits);
    }

    /// The one map that fills these bytes.
    public static Value.Map parseMap(byte[] utf8) {
        return parseMap(utf8, DataLimits.STANDARD);
    }

    /// The one map that fills these bytes, within these limits.
    public static Value.Map parseMap(byte[] utf8, DataLimits limits) {
        Value value = parse(utf8, limits);
        if (value instanceof Value.Map map) {
            return map;
        }
        throw new SyntaxException("Expected object value type at $ (got " + kind(value) + ")");
    }

    /// The compact JSON of this value, in the order of its canonical encoding.
    public static byte[] write(Value value) {
        return new JsonWriter().value(value).toByteArray();
    }

    /// Writes the compact JSON of this value; the stream stays open.
    public static void write(Value value, OutputStream out) throws IOException {
        new JsonWriter().value(value).writeTo(out);
    }

    /// What error messages call a value of this kind.
    static String kind(Value value) {
        return switch (value) {
            case Value.Null _ -> "null";
            case Value.Bool _ -> "boolean";
            case Value.Int _ -> "integer";
            case Value.Text _ -> "string";
            case Value.Link _ -> "cid";
            case Value.Array _ -> "array";
            case Value.Bytes _ -> "bytes";
            case Value.Map _ -> "object";
        };
    }
}
