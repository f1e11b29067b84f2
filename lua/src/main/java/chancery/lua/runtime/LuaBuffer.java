package chancery.lua.runtime;

import java.util.Arrays;

/// A string in the making. What it holds and what is copied into it is charged before it is; a
/// growth is charged whole, for the smaller and the larger array are there at the same time.
public final class LuaBuffer {
    private static final int SMALLEST = 32;
    private static final int BYTES_PER_STEP = 16;
    /// No array of Java's is longer.
    private static final int LONGEST = Integer.MAX_VALUE - 16;

    private final Budget budget;
    private byte[] bytes = {};
    private int length;

    /// An empty buffer that charges this budget.
    public LuaBuffer(Budget budget) {
        this.budget = budget;
    }

    /// Bytes so far.
    public int length() {
        return length;
    }

    /// Puts a byte behind, of which the low eight bits count.
    public LuaBuffer add(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /// Puts a string behind.
    public LuaBuffer add(LuaString text) {
        return add(text.bytes(), 0, text.length());
    }

    /// Puts bytes behind, from one index up to before another.
    public LuaBuffer add(byte[] source, int from, int to) {
        int count = to - from;
        budget.steps(count / BYTES_PER_STEP);
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    /// The string so far.
    public LuaString toText() {
        budget.allocate(LuaString.cost(length));
        budget.steps(length / BYTES_PER_STEP);
        return LuaString.copyOf(bytes, 0, length);
    }

    private void reserve(int count) {
        if (count <= bytes.length - length) {
            return;
        }
        long needed = (long) length + count;
        if (needed > LONGEST) {
            throw new LuaError("resulting string too large");
        }
        long doubled = Math.min(LONGEST, Math.max(SMALLEST, 2L * bytes.length));
        int capacity = (int) Math.max(needed, doubled);
        budget.allocate(capacity);
        budget.steps(length / BYTES_PER_STEP);
        bytes = Arrays.copyOf(bytes, capacity);
    }
}
