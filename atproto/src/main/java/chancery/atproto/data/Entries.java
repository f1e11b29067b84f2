package chancery.atproto.data;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;

/// Entries of a map that is being put together, in any order, and their way into canonical order.
/// Time grows as n log n whatever the order, so input from outside cannot make it slow.
final class Entries {
    private static final int INSERTION_MAX = 16;

    private String[] keys = new String[8];
    private Value[] values = new Value[8];
    private int[] lengths = new int[8];
    private int size;
    private boolean ordered = true;

    int size() {
        return size;
    }

    void add(String key, int keyBytes, Value value) {
        if (size == keys.length) {
            grow();
        }
        if (ordered && size > 0) {
            ordered = KeyOrder.compare(keys[size - 1], lengths[size - 1], key, keyBytes) < 0;
        }
        keys[size] = key;
        lengths[size] = keyBytes;
        values[size] = value;
        size++;
    }

    /// Brings the entries into canonical order; equal keys keep their order. Answers a key that
    /// occurs twice, or null.
    @Nullable String sort() {
        if (ordered) {
            return null;
        }
        if (size <= INSERTION_MAX) {
            insertionSort();
        } else {
            mergeSort();
        }
        for (int i = 1; i < size; i++) {
            if (lengths[i] == lengths[i - 1] && keys[i].equals(keys[i - 1])) {
                return keys[i];
            }
        }
        ordered = true;
        return null;
    }

    /// The map of the sorted entries; of equal keys the last one counts.
    Value.Map toMap() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            boolean again = kept > 0 && keys[kept - 1].equals(keys[i]);
            int to = again ? kept - 1 : kept++;
            keys[to] = keys[i];
            lengths[to] = lengths[i];
            values[to] = values[i];
        }
        size = kept;
        return kept == 0
                ? Value.Map.EMPTY
                : Value.Map.ofSorted(Arrays.copyOf(keys, kept), Arrays.copyOf(values, kept));
    }

    private void insertionSort() {
        for (int i = 1; i < size; i++) {
            String key = keys[i];
            int length = lengths[i];
            Value value = values[i];
            int at = i;
            while (at > 0 && KeyOrder.compare(keys[at - 1], lengths[at - 1], key, length) > 0) {
                keys[at] = keys[at - 1];
                lengths[at] = lengths[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            keys[at] = key;
            lengths[at] = length;
            values[at] = value;
        }
    }

    private void mergeSort() {
        Entry[] entries = new Entry[size];
        for (int i = 0; i < size; i++) {
            entries[i] = new Entry(keys[i], lengths[i], values[i]);
        }
        Arrays.sort(entries, Entry.ORDER);
        for (int i = 0; i < size; i++) {
            keys[i] = entries[i].key;
            lengths[i] = entries[i].length;
            values[i] = entries[i].value;
        }
    }

    private void grow() {
        int capacity = size * 2;
        keys = Arrays.copyOf(keys, capacity);
        values = Arrays.copyOf(values, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }

    private record Entry(String key, int length, Value value) {
        static final Comparator<Entry> ORDER =
                (a, b) -> KeyOrder.compare(a.key, a.length, b.key, b.length);
    }
}
