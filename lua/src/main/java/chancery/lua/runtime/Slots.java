package chancery.lua.runtime;

import static chancery.lua.runtime.Nil.NIL;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Keys and values of a table's hash part: open addressing, the value behind its key.
final class Slots {
    /// No place for anything; never written to.
    static final Slots EMPTY = new Slots(new Object[2]);

    /// Bytes of a key, a value and the free place beside them.
    static final int ENTRY_BYTES = 24;

    private static final int SMALLEST = 4;
    private static final long SEED = LuaString.SEED * 0xBF58476D1CE4E5B9L;

    /// Key at 2i, value at 2i+1; a null key is a free place. A power of two long.
    private final @Nullable Object[] entries;
    /// Places with a key, removed ones included.
    private int used;

    private Slots(@Nullable Object[] entries) {
        this.entries = entries;
    }

    static Slots sized(int expected) {
        int places = SMALLEST;
        while (places * 3L / 4 < expected) {
            places *= 2;
        }
        return new Slots(new Object[places * 2]);
    }

    Slots copy() {
        Slots copy = new Slots(entries.clone());
        copy.used = used;
        return copy;
    }

    boolean isEmpty() {
        return used == 0;
    }

    Object get(LuaString key) {
        @Nullable Object[] entries = this.entries;
        int mask = entries.length - 2;
        int at = (key.hashCode() << 1) & mask;
        while (true) {
            Object found = entries[at];
            if (found == key) {
                return value(entries, at);
            }
            if (found == null) {
                return NIL;
            }
            if (found instanceof LuaString && found.equals(key)) {
                return value(entries, at);
            }
            at = (at + 2) & mask;
        }
    }

    Object get(Object key) {
        int place = find(key);
        return place < 0 ? NIL : value(entries, place * 2);
    }

    /// Place of a key, removed ones included; negative when it has none.
    int find(Object key) {
        int mask = entries.length - 2;
        int at = start(key, mask);
        while (true) {
            Object found = entries[at];
            if (found == null) {
                return -1;
            }
            if (found == key || found.equals(key)) {
                return at >> 1;
            }
            at = (at + 2) & mask;
        }
    }

    /// Sets the value of a key that has a place; false when it has none.
    boolean replace(Object key, Object value) {
        int place = find(key);
        if (place < 0) {
            return false;
        }
        entries[place * 2 + 1] = value;
        return true;
    }

    /// Whether one more key needs a growth first.
    boolean full() {
        return (used + 1) * 8L > entries.length * 3L;
    }

    /// Puts a key that has no place yet; there is room.
    void insert(Object key, Object value) {
        int mask = entries.length - 2;
        int at = start(key, mask);
        while (entries[at] != null) {
            at = (at + 2) & mask;
        }
        entries[at] = key;
        entries[at + 1] = value;
        used++;
    }

    /// The same without what was removed, with room for as much again.
    Slots grown(Budget budget) {
        int live = 0;
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] != null && entries[i + 1] != NIL) {
                live++;
            }
        }
        Slots larger = sized(Math.max(2, live * 2));
        budget.allocate((long) ENTRY_BYTES / 2 * larger.entries.length);
        budget.steps(entries.length / 16);
        for (int i = 0; i < entries.length; i += 2) {
            Object key = entries[i];
            if (key != null && entries[i + 1] != NIL) {
                larger.insert(key, value(entries, i));
            }
        }
        return larger;
    }

    /// The largest power of two of which more than half of the integers from 1 on would be keys of
    /// an array: those that are one already, those here, and one more.
    int arraySize(int listed, long oneMore) {
        int[] counts = new int[32];
        counts[bin(oneMore)]++;
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] instanceof Long key && entries[i + 1] != NIL) {
                counts[bin(key)]++;
            }
        }
        int size = 0;
        long sum = listed;
        for (int bits = 0; bits < 31; bits++) {
            sum += counts[bits];
            if (sum > (1L << bits) / 2 && sum > listed) {
                size = 1 << bits;
            }
        }
        return size;
    }

    /// Moves the integer keys that have a place in a list, and come after its first ones, there.
    ///
    /// @return the largest of them, or how many come first
    int moveTo(Object[] list, int first) {
        int last = first;
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] instanceof Long key
                    && key > first
                    && key <= list.length
                    && entries[i + 1] != NIL) {
                list[(int) (key - 1)] = value(entries, i);
                entries[i + 1] = NIL;
                last = (int) Math.max(last, key);
            }
        }
        return last;
    }

    /// For integers from 1 on the number of bits of what is before them; the last for others.
    private static int bin(long key) {
        return key < 1 || key > 1 << 30 ? 31 : 64 - Long.numberOfLeadingZeros(key - 1);
    }

    /// Places for keys, used or free.
    int places() {
        return entries.length / 2;
    }

    /// The first place with a value at or after one; negative when there are no more.
    int liveFrom(int place) {
        for (int i = place * 2; i < entries.length; i += 2) {
            if (entries[i] != null && entries[i + 1] != NIL) {
                return i >> 1;
            }
        }
        return -1;
    }

    /// The key at a place that has one.
    Object key(int place) {
        Object key = entries[place * 2];
        return key == null ? NIL : key;
    }

    /// The value at a place.
    Object valueAt(int place) {
        return value(entries, place * 2);
    }

    private static Object value(@Nullable Object[] entries, int at) {
        Object value = entries[at + 1];
        return value == null ? NIL : value;
    }

    private static int start(Object key, int mask) {
        int h =
                switch (key) {
                    case Long number -> mixed(number);
                    case Double number -> mixed(Double.doubleToRawLongBits(number));
                    case LuaString text -> text.hashCode();
                    default -> mixed(key.hashCode());
                };
        return (h << 1) & mask;
    }

    /// Bits that depend on all bits of a number and on the process, so that nobody outside can
    /// choose keys that collide.
    private static int mixed(long number) {
        long h = (number ^ SEED) * 0x9E3779B97F4A7C15L;
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) (h >>> 32);
    }

    @Override
    public String toString() {
        return Arrays.toString(entries);
    }
}
