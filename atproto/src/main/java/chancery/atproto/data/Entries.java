package chancery.atproto.data;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A stack of the items of containers that are being put together: the innermost one lies on top
/// and leaves as a map or a list. Entries of maps come in any order; the way into the canonical
/// one takes n log n, so input from outside cannot make it slow.
final class Entries {
    private static final int INSERTION_MAX = 16;

    private String[] keys = new String[16];
    private Value[] values = new Value[16];
    private int[] lengths = new int[16];
    private int size;

    int size() {
        return size;
    }

    void add(String key, int keyBytes, Value value) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        lengths[size] = keyBytes;
        values[size] = value;
        size++;
    }

    /// Brings the entries from `from` into canonical order; equal keys keep their order. Answers a
    /// key that occurs twice, or null.
    @Nullable String sort(int from) {
        if (!ordered(from)) {
            if (size - from <= INSERTION_MAX) {
                insertionSort(from);
            } else {
                mergeSort(from);
            }
        }
        for (int i = from + 1; i < size; i++) {
            if (lengths[i] == lengths[i - 1] && keys[i].equals(keys[i - 1])) {
                return keys[i];
            }
        }
        return null;
    }

    /// Takes the sorted entries from `from` off as a map; of equal keys the last one counts.
    Value.Map takeMap(int from) {
        Value.Map map = toMap(from);
        size = from;
        return map;
    }

    /// The sorted entries from `from` as a map; of equal keys the last one counts and stays.
    Value.Map toMap(int from) {
        int kept = from;
        for (int i = from; i < size; i++) {
            boolean again = kept > from && keys[kept - 1].equals(keys[i]);
            int to = again ? kept - 1 : kept++;
            keys[to] = keys[i];
            lengths[to] = lengths[i];
            values[to] = values[i];
        }
        size = kept;
        return kept == from
                ? Value.Map.EMPTY
                : Value.Map.ofSorted(
                        Arrays.copyOfRange(keys, from, kept),
                        Arrays.copyOfRange(values, from, kept));
    }

    /// Takes the values from `from` off as a list.
    List<Value> takeList(int from) {
        List<Value> items = List.of(Arrays.copyOfRange(values, from, size));
        size = from;
        return items;
    }

    private boolean ordered(int from) {
        for (int i = from + 1; i < size; i++) {
            if (compare(i - 1, keys[i], lengths[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    private int compare(int at, String key, int keyBytes) {
        return KeyOrder.compare(keys[at], lengths[at], key, keyBytes);
    }

    private void insertionSort(int from) {
        for (int i = from + 1; i < size; i++) {
            String key = keys[i];
            int length = lengths[i];
            Value value = values[i];
            int at = i;
            while (at > from && compare(at - 1, key, length) > 0) {
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

    private void mergeSort(int from) {
        Entry[] entries = new Entry[size - from];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new Entry(keys[from + i], lengths[from + i], values[from + i]);
        }
        Arrays.sort(entries, Entry.ORDER);
        for (int i = 0; i < entries.length; i++) {
            keys[from + i] = entries[i].key;
            lengths[from + i] = entries[i].length;
            values[from + i] = entries[i].value;
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
