package chancery.lua.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A string of bytes, immutable.
public final class LuaString implements Comparable<LuaString> {
    /// The string of no bytes.
    public static final LuaString EMPTY = new LuaString(new byte[0]);

    /// Differs by process, so that nobody outside can choose keys that collide.
    static final int SEED = System.identityHashCode(EMPTY) * 0x9E3779B1;

    private final byte[] bytes;
    private int hash;

    private LuaString(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes the bytes over: nobody may write to them from now on.
    public static LuaString owning(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new LuaString(bytes);
    }

    /// The UTF-8 bytes of a text.
    public static LuaString of(String text) {
        return owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes that a string of this length is charged.
    public static long cost(long length) {
        return 40 + length;
    }

    /// A copy of a part of the bytes.
    public static LuaString copyOf(byte[] bytes, int from, int to) {
        return owning(Arrays.copyOfRange(bytes, from, to));
    }

    /// Number of bytes.
    public int length() {
        return bytes.length;
    }

    /// Byte at an index from 0, as 0 to 255.
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /// The bytes themselves; not to be written to.
    public byte[] bytes() {
        return bytes;
    }

    /// Part from one index (from 0) up to before another.
    public LuaString slice(int from, int to) {
        return from == 0 && to == bytes.length ? this : copyOf(bytes, from, to);
    }

    /// The bytes of this and then those of another.
    public LuaString with(LuaString tail) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + tail.bytes.length);
        System.arraycopy(tail.bytes, 0, both, bytes.length, tail.bytes.length);
        return owning(both);
    }

    /// Order by unsigned bytes, as in the C locale.
    @Override
    public int compareTo(LuaString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof LuaString that
                        && hashCode() == that.hashCode()
                        && Arrays.equals(bytes, that.bytes));
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = mixed();
            hash = h;
        }
        return h;
    }

    private int mixed() {
        long h = SEED ^ (bytes.length * 0x9E3779B97F4A7C15L);
        for (byte b : bytes) {
            h = (h ^ b) * 0x100000001B3L;
            h ^= h >>> 29;
        }
        int folded = (int) (h ^ (h >>> 32));
        return folded == 0 ? 1 : folded;
    }

    /// The bytes read as UTF-8; malformed ones become replacement characters.
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
