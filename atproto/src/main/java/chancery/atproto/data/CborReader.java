package chancery.atproto.data;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads strict DAG-CBOR item by item: shortest heads, definite lengths, no floats, no tag but 42.
/// Checks every length against what is left before anything is allocated. Not for two threads.
public final class CborReader {
    /// What the next item is.
    public enum Kind {
        NULL,
        BOOL,
        INT,
        BYTES,
        TEXT,
        ARRAY,
        MAP,
        LINK
    }

    private final byte[] bytes;
    private final int end;
    private int at;

    public CborReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public CborReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /// Where the next item begins.
    public int position() {
        return at;
    }

    public boolean exhausted() {
        return at == end;
    }

    /// Refuses bytes after the last item.
    public void requireEnd() {
        if (at != end) {
            throw malformed("nothing after the value");
        }
    }

    /// What the next item is; the position stays.
    public Kind peek() {
        if (at >= end) {
            throw malformed("a value, found the end");
        }
        int first = bytes[at] & 0xff;
        return switch (first >> 5) {
            case 0, 1 -> Kind.INT;
            case 2 -> Kind.BYTES;
            case 3 -> Kind.TEXT;
            case 4 -> Kind.ARRAY;
            case 5 -> Kind.MAP;
            case 6 -> Kind.LINK;
            default -> simple(first);
        };
    }

    public void readNull() {
        require(0xf6, "null");
    }

    public boolean readBool() {
        int first = next("a boolean");
        if (first != 0xf4 && first != 0xf5) {
            throw malformed("a boolean");
        }
        return first == 0xf5;
    }

    /// A whole number; refuses what does not fit 64 bits with sign.
    public long readInt() {
        int first = next("an integer");
        int major = first >> 5;
        if (major > 1) {
            throw malformed("an integer");
        }
        long argument = argument(first);
        if (argument < 0) {
            throw malformed("an integer of 64 bits");
        }
        return major == 0 ? argument : ~argument;
    }

    public byte[] readBytes() {
        int length = length(2, "a byte string");
        byte[] out = new byte[length];
        System.arraycopy(bytes, at, out, 0, length);
        at += length;
        return out;
    }

    public String readText() {
        int length = length(3, "a text");
        String text = utf8(at, length);
        at += length;
        return text;
    }

    /// The number of items that follow.
    public int readArray() {
        return length(4, "an array");
    }

    /// The number of entries that follow.
    public int readMap() {
        int entries = length(5, "a map");
        if (entries > (end - at) / 2) {
            throw malformed("a map that ends inside the input");
        }
        return entries;
    }

    public Cid readLink() {
        if (end - at < 5 + Cid.BYTES
                || (bytes[at] & 0xff) != 0xd8
                || bytes[at + 1] != 0x2a
                || bytes[at + 2] != 0x58
                || bytes[at + 3] != Cid.BYTES + 1
                || bytes[at + 4] != 0) {
            throw malformed("a link");
        }
        Cid cid = Cid.decode(bytes, at + 5, Cid.BYTES);
        at += 5 + Cid.BYTES;
        return cid;
    }

    /// Reads the text that must come next; ASCII, compared where it stands.
    public void requireText(String expected) {
        int length = length(3, "a text");
        if (length != expected.length() || !matches(expected)) {
            throw malformed("\"" + expected + "\"");
        }
        at += length;
    }

    private boolean matches(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the bytes of two items that were read stand in canonical order of keys:
    /// shortest heads sort by length, so the order of the bytes is that of the keys.
    boolean ordered(int firstFrom, int firstTo, int secondFrom, int secondTo) {
        return Arrays.compareUnsigned(bytes, firstFrom, firstTo, bytes, secondFrom, secondTo) < 0;
    }

    /// The error for what stands at the current position.
    public SyntaxException malformed(String expected) {
        return new SyntaxException("Invalid DAG-CBOR at byte " + at + ": expected " + expected);
    }

    private Kind simple(int first) {
        return switch (first) {
            case 0xf4, 0xf5 -> Kind.BOOL;
            case 0xf6 -> Kind.NULL;
            default -> throw malformed("a value, found a float or another simple value");
        };
    }

    private void require(int expected, String name) {
        if (next(name) != expected) {
            throw malformed(name);
        }
    }

    private int next(String name) {
        if (at >= end) {
            throw malformed(name + ", found the end");
        }
        return bytes[at++] & 0xff;
    }

    private int length(int major, String name) {
        int first = next(name);
        if (first >> 5 != major) {
            throw malformed(name);
        }
        long length = argument(first);
        if (length < 0 || length > end - at) {
            throw malformed(name + " that ends inside the input");
        }
        return (int) length;
    }

    private long argument(int first) {
        int low = first & 31;
        if (low < 24) {
            return low;
        }
        if (low > 27) {
            throw malformed("a definite length");
        }
        int width = 1 << (low - 24);
        if (end - at < width) {
            throw malformed("a head of " + width + " bytes");
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << 8) | (bytes[at++] & 0xff);
        }
        boolean shortest =
                switch (low) {
                    case 24 -> value >= 24;
                    case 25 -> value >= 0x100;
                    case 26 -> value >= 0x10000;
                    default -> value < 0 || value >= 0x1_0000_0000L;
                };
        if (!shortest) {
            throw malformed("the shortest head");
        }
        return value;
    }

    private String utf8(int offset, int length) {
        int to = offset + length;
        if (Utf8.asciiEnd(bytes, offset, to) == to) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        if (!Utf8.valid(bytes, offset, to)) {
            throw malformed("UTF-8");
        }
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
