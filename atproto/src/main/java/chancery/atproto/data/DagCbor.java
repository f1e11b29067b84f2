package chancery.atproto.data;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;

/// The canonical binary encoding of values. What [#decode] accepts encodes to the same bytes again.
public final class DagCbor {
    private DagCbor() {}

    /// The canonical bytes of this value.
    public static byte[] encode(Value value) {
        CborWriter out = new CborWriter(512);
        write(out, value);
        return out.toByteArray();
    }

    /// The identifier of this value's canonical bytes.
    public static Cid cid(Value value) {
        return Cid.ofDagCbor(encode(value));
    }

    /// Writes this value; refuses more levels than [DataLimits#STANDARD] has, so that what is
    /// written can be read.
    public static void write(CborWriter out, Value value) {
        write(out, value, DataLimits.STANDARD.depthMax());
    }

    private static void write(CborWriter out, Value value, int levels) {
        switch (value) {
            case Value.Null _ -> out.writeNull();
            case Value.Bool(var bool) -> out.writeBool(bool);
            case Value.Int(var number) -> out.writeInt(number);
            case Value.Text(var text) -> out.writeText(text);
            case Value.Bytes bytes -> out.writeBytes(bytes.raw());
            case Value.Link(var cid) -> out.writeLink(cid);
            case Value.Array(var items) -> writeItems(out, items, inside(levels));
            case Value.Map map -> writeEntries(out, map, inside(levels));
        }
    }

    /// The one value that fills these bytes.
    public static Value decode(byte[] bytes) {
        return decode(bytes, DataLimits.STANDARD);
    }

    /// The one value that fills these bytes, within these limits.
    public static Value decode(byte[] bytes, DataLimits limits) {
        CborReader in = new CborReader(bytes);
        Value value = read(in, limits);
        in.requireEnd();
        return value;
    }

    /// The next value; more may follow.
    public static Value read(CborReader in, DataLimits limits) {
        ArrayDeque<Frame> open = new ArrayDeque<>();
        while (true) {
            Value value = begin(in, limits, open);
            while (value != null) {
                Frame frame = open.peek();
                if (frame == null) {
                    return value;
                }
                value = frame.add(value) ? open.pop().finish() : null;
                if (value == null) {
                    open.peek().nextKey(in, limits);
                }
            }
        }
    }

    /// Reads a scalar or an empty container, or opens a container and answers null.
    private static @Nullable Value begin(CborReader in, DataLimits limits, ArrayDeque<Frame> open) {
        CborReader.Kind kind = in.peek();
        return switch (kind) {
            case NULL -> {
                in.readNull();
                yield Value.Null.NULL;
            }
            case BOOL -> new Value.Bool(in.readBool());
            case INT -> new Value.Int(in.readInt());
            case TEXT -> new Value.Text(in.readText());
            case BYTES -> Value.Bytes.wrap(in.readBytes());
            case LINK -> new Value.Link(in.readLink());
            case ARRAY -> open(in, limits, open, in.readArray(), false);
            case MAP -> open(in, limits, open, in.readMap(), true);
        };
    }

    private static @Nullable Value open(
            CborReader in, DataLimits limits, ArrayDeque<Frame> open, int count, boolean map) {
        if (count > limits.itemsMax()) {
            throw in.malformed("at most " + limits.itemsMax() + " items");
        }
        if (open.size() >= limits.depthMax()) {
            throw in.malformed("at most " + limits.depthMax() + " levels");
        }
        Frame frame = new Frame(count, map);
        if (count == 0) {
            return frame.finish();
        }
        frame.nextKey(in, limits);
        open.push(frame);
        return null;
    }

    private static int inside(int levels) {
        if (levels == 0) {
            throw new SyntaxException(
                    "Invalid data: more than " + DataLimits.STANDARD.depthMax() + " levels");
        }
        return levels - 1;
    }

    private static void writeItems(CborWriter out, List<Value> items, int levels) {
        out.beginArray(items.size());
        for (Value item : items) {
            write(out, item, levels);
        }
    }

    private static void writeEntries(CborWriter out, Value.Map map, int levels) {
        out.beginMap(map.size());
        for (int i = 0; i < map.size(); i++) {
            out.writeText(map.key(i));
            write(out, map.value(i), levels);
        }
    }

    /// A container of which some items are still to come.
    private static final class Frame {
        private final Value[] values;
        private final String @Nullable [] keys;
        private int keyFrom;
        private int keyTo;
        private int filled;

        Frame(int count, boolean map) {
            this.values = new Value[count];
            this.keys = map ? new String[count] : null;
        }

        void nextKey(CborReader in, DataLimits limits) {
            if (keys == null) {
                return;
            }
            int from = in.position();
            String key = in.readText();
            int to = in.position();
            if (to - from > limits.keyBytesMax() + head(limits.keyBytesMax())) {
                throw in.malformed("a key of at most " + limits.keyBytesMax() + " bytes");
            }
            if (filled > 0 && !in.ordered(keyFrom, keyTo, from, to)) {
                throw in.malformed("unique keys in canonical order");
            }
            keyFrom = from;
            keyTo = to;
            keys[filled] = key;
        }

        /// Bytes of the shortest head of a text of this length.
        private static int head(int length) {
            return length < 24 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : 5;
        }

        /// Whether this was the last item.
        boolean add(Value value) {
            values[filled++] = value;
            return filled == values.length;
        }

        Value finish() {
            return keys == null
                    ? new Value.Array(List.of(values))
                    : Value.Map.ofSorted(keys, values);
        }
    }
}
