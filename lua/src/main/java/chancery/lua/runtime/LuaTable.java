package chancery.lua.runtime;

import static chancery.lua.runtime.Nil.NIL;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/// A table: raw access alone, metamethods are elsewhere.
///
/// The values at 1 to [#length] lie in an array; everything else in a [Slots] with open addressing.
/// A removed key
/// stays until the next growth, so that a walk may remove what it meets. Growth is charged to the
/// budget of the state that writes.
public final class LuaTable extends Reference {
    private static final Object[] NO_VALUES = {};
    private static final int VALUE_BYTES = 8;

    /// Empty places that a walk passes for a step.
    private static final int PLACES_PER_STEP = 16;

    private Object[] array = NO_VALUES;
    /// Used places of the array; the last of them is never nil, so that it is a border.
    private int count;
    private Slots slots = Slots.EMPTY;
    /// Whether the slots are also those of a table that must not change.
    private boolean shared;
    private @Nullable LuaTable metatable;

    /// A table of named fields that exists beside all states, and is charged to none.
    public static LuaTable of(Map<String, ?> fields) {
        LuaTable table = new LuaTable();
        table.slots = Slots.sized(fields.size());
        fields.forEach((name, value) -> table.slots.insert(LuaString.of(name), value));
        return table;
    }

    /// A table that shares the named fields of another, which must not change from now on, until
    /// its first write. It has the same metatable: one that scripts must not see.
    public static LuaTable sharing(LuaTable template) {
        LuaTable table = new LuaTable();
        table.metatable = template.metatable;
        table.slots = template.slots;
        table.shared = true;
        return table;
    }

    /// Bytes that a fresh table with this capacity is charged.
    public static long cost(int arrayCapacity, int hashCapacity) {
        return 56 + (long) VALUE_BYTES * arrayCapacity + (long) Slots.ENTRY_BYTES * hashCapacity;
    }

    /// A table that will hold about so many; its cost is the caller's to charge.
    public static LuaTable sized(int arrayCapacity, int hashCapacity) {
        LuaTable table = new LuaTable();
        if (arrayCapacity > 0) {
            table.array = new Object[arrayCapacity];
        }
        if (hashCapacity > 0) {
            table.slots = Slots.sized(hashCapacity);
        }
        return table;
    }

    /// The metatable; null without one.
    public @Nullable LuaTable metatable() {
        return metatable;
    }

    /// Sets or removes the metatable.
    public void metatable(@Nullable LuaTable to) {
        metatable = to;
    }

    /// The value of a key, nil when absent.
    public Object get(Object key) {
        if (key instanceof LuaString text) {
            return slots.get(text);
        }
        if (key instanceof Long number) {
            return get(number.longValue());
        }
        if (key instanceof Double number) {
            double value = number;
            long whole = (long) value;
            if (whole == value && whole != Long.MAX_VALUE) {
                return get(whole);
            }
        }
        return slots.get(key);
    }

    /// The value of an integer key, nil when absent.
    public Object get(long key) {
        long place = key - 1;
        if (place >= 0 && place < count) {
            return array[(int) place];
        }
        return slots == Slots.EMPTY ? NIL : slots.get((Object) key);
    }

    /// The value of a text key, nil when absent.
    public Object get(LuaString key) {
        return slots.get(key);
    }

    /// Sets or, by nil, removes. The key is neither nil nor NaN: the caller has refused those.
    public void put(Budget budget, Object key, Object value) {
        if (key instanceof LuaString text) {
            put(budget, text, value);
        } else if (key instanceof Long number) {
            put(budget, number.longValue(), value);
        } else if (key instanceof Double number) {
            double exact = number;
            long whole = (long) exact;
            if (whole == exact && whole != Long.MAX_VALUE) {
                put(budget, whole, value);
            } else {
                putSlot(budget, number, value);
            }
        } else {
            putSlot(budget, key, value);
        }
    }

    /// Sets or removes a text key.
    public void put(Budget budget, LuaString key, Object value) {
        putSlot(budget, key, value);
    }

    /// Sets or removes an integer key.
    public void put(Budget budget, long key, Object value) {
        long place = key - 1;
        if (place >= 0 && place < count) {
            array[(int) place] = value;
            if (value == NIL && place == count - 1) {
                shrink();
            }
        } else if (place == count && value != NIL) {
            if (slots.isEmpty()) {
                append(budget, value);
            } else {
                removeSlot(key);
                append(budget, value);
                migrate(budget);
            }
        } else {
            putSlot(budget, (Object) key, value);
        }
    }

    /// A border: the number of the last value in the array part, or, without one, 0.
    public long length() {
        return count;
    }

    /// The key and value after a key in the order of the walk; null at the end. Nil asks for the
    /// first.
    ///
    /// @throws LuaError when the key is not in the table
    public Object @Nullable [] next(Budget budget, Object key) {
        int from = placeAfter(key);
        for (int i = from; i < count; i++) {
            if (array[i] != NIL) {
                budget.steps((i - from) / PLACES_PER_STEP);
                return new Object[] {(long) (i + 1), array[i]};
            }
        }
        int first = Math.max(0, from - count);
        int live = slots.liveFrom(first);
        int passed = Math.max(0, count - from) + (live < 0 ? slots.places() : live) - first;
        budget.steps(passed / PLACES_PER_STEP);
        return live < 0 ? null : new Object[] {slots.key(live), slots.valueAt(live)};
    }

    /// A walk over keys and values in the order of [#next]. The body may set and remove what it
    /// meets.
    public Walk walk() {
        return new Walk();
    }

    /// A place in the table.
    public final class Walk {
        private int listed;
        private int place;
        private int passed;
        private Object key = NIL;
        private Object value = NIL;

        private Walk() {}

        /// Goes on to the next key; false at the end.
        public boolean advance() {
            int start = listed;
            while (listed < count) {
                Object found = array[listed++];
                if (found != NIL) {
                    key = (long) listed;
                    value = found;
                    passed = listed - start;
                    return true;
                }
            }
            int live = slots.liveFrom(place);
            passed =
                    listed
                            - start
                            + (live < 0 ? Math.max(0, slots.places() - place) : live - place);
            if (live < 0) {
                place = Integer.MAX_VALUE / 2;
                return false;
            }
            key = slots.key(live);
            value = slots.valueAt(live);
            place = live + 1;
            return true;
        }

        /// Steps for the empty places that the last [#advance] passed.
        public int steps() {
            return passed / PLACES_PER_STEP;
        }

        /// The key.
        public Object key() {
            return key;
        }

        /// Its value.
        public Object value() {
            return value;
        }
    }

    /// Puts a value behind the array part; for lists that are built in order.
    public void append(Budget budget, Object value) {
        if (count == array.length) {
            int capacity = Math.max(4, count * 2);
            budget.allocate((long) VALUE_BYTES * capacity);
            array = Arrays.copyOf(array, capacity);
        }
        array[count++] = value;
    }

    /// Puts values behind each other from an index on, holes included: for a constructor's list.
    public void appendAll(Budget budget, Object[] values, int from) {
        for (int i = from; i < values.length; i++) {
            append(budget, values[i]);
        }
        trim();
    }

    /// Takes a list over as the values from 1 on, of a table that has none of those keys; nobody
    /// else may write to the list from now on.
    public void adopt(Budget budget, Object[] list) {
        array = list;
        count = list.length;
        trim();
        if (count == list.length && !slots.isEmpty()) {
            migrate(budget);
        }
    }

    /// Whether any of the keys 1 to a number is held outside the array part.
    public boolean keyed(int upTo) {
        if (!slots.isEmpty()) {
            for (long key = 1; key <= upTo; key++) {
                if (slots.get((Object) key) != NIL) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Restores the border after [#append] of nil at the end.
    public void trim() {
        if (count > 0 && array[count - 1] == NIL) {
            shrink();
        }
    }

    /// Moves the values from an index up to the last by one, and puts a value there. The index is 1
    /// to [#length]. Charges a step for eight values.
    public void insert(Budget budget, int index, Object value) {
        int end = count;
        budget.steps((end - index) / 8);
        put(budget, end + 1L, array[end - 1]);
        System.arraycopy(array, index - 1, array, index, end - index);
        array[index - 1] = value;
    }

    /// Takes out the value at an index and moves those behind it down by one. The index is 1 to
    /// [#length]. Charges a step for eight values.
    public Object remove(Budget budget, int index) {
        int end = count;
        budget.steps((end - index) / 8);
        Object removed = array[index - 1];
        System.arraycopy(array, index, array, index - 1, end - index);
        put(budget, (long) end, NIL);
        return removed;
    }

    /// Copies the values at 1 to a number, which is at most [#length].
    public Object[] copyOfList(int upTo) {
        return Arrays.copyOf(array, upTo);
    }

    private void shrink() {
        int last = count;
        while (last > 0 && array[last - 1] == NIL) {
            last--;
        }
        Arrays.fill(array, last, count, null);
        count = last;
    }

    /// Takes over from the slots what follows the array.
    private void migrate(Budget budget) {
        while (true) {
            Object next = slots.get((Object) (count + 1L));
            if (next == NIL) {
                return;
            }
            removeSlot(count + 1L);
            append(budget, next);
        }
    }

    private void removeSlot(long key) {
        if (slots.get((Object) key) != NIL) {
            own();
            slots.replace((Object) key, NIL);
        }
    }

    private void putSlot(Budget budget, Object key, Object value) {
        own();
        if (slots.replace(key, value) || value == NIL) {
            return;
        }
        if (slots.full()) {
            if (key instanceof Long number && widen(budget, number)) {
                put(budget, number.longValue(), value);
                return;
            }
            slots = slots.grown(budget);
        }
        slots.insert(key, value);
    }

    /// Moves integer keys from the slots to the array part, when more than half of its places up to
    /// a power of two would have values then.
    ///
    /// @param key about to be set, whose place is there afterwards
    /// @return whether anything changed
    private boolean widen(Budget budget, long key) {
        int size = slots.arraySize(count, key);
        if (size <= count || key > size) {
            return false;
        }
        budget.steps(size / 16);
        budget.allocate((long) VALUE_BYTES * size);
        Object[] wide = Arrays.copyOf(array, size);
        Arrays.fill(wide, count, size, NIL);
        int last = slots.moveTo(wide, count);
        count = Math.max(last, (int) key);
        array = wide;
        slots = slots.grown(budget);
        return true;
    }

    private void own() {
        if (shared) {
            slots = slots.copy();
            shared = false;
        }
    }

    private int placeAfter(Object key) {
        if (key == NIL) {
            return 0;
        }
        Object normal = key;
        if (key instanceof Double number && number.longValue() == number) {
            normal = number.longValue();
        }
        if (normal instanceof Long number && number >= 1 && number <= count) {
            return number.intValue();
        }
        int place = slots.find(normal);
        if (place < 0) {
            if (normal instanceof Long number && number >= 1 && number <= array.length) {
                return count; // removed from the end of the array during the walk
            }
            throw new LuaError(LuaString.of("invalid key to 'next'"));
        }
        return count + place + 1;
    }
}
