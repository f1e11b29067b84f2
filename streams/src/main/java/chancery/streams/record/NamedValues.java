package chancery.streams.record;

import chancery.streams.value.Datum;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Values by name, in the order of their names: two arrays, because a record is read and written
/// far more often than looked into. Immutable.
public final class NamedValues extends AbstractMap<String, Datum> {
    private final String[] names;
    private final Datum[] values;

    private NamedValues(String[] names, Datum[] values) {
        this.names = names;
        this.values = values;
    }

    /// The values of a map.
    static NamedValues of(Map<String, Datum> map) {
        if (map instanceof NamedValues known) {
            return known;
        }
        List<Map.Entry<String, Datum>> entries = new ArrayList<>(map.entrySet());
        entries.sort(Map.Entry.comparingByKey());
        String[] names = new String[entries.size()];
        Datum[] values = new Datum[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = entries.get(i).getKey();
            values[i] = entries.get(i).getValue();
        }
        return new NamedValues(names, values);
    }

    /// Values that are known to stand in the order of their names. The arrays are never written to
    /// again.
    static NamedValues sorted(String[] names, Datum[] values) {
        return new NamedValues(names, values);
    }

    /// Values that come in the order of their names. The arrays are handed over and never written
    /// to again.
    ///
    /// @throws IllegalArgumentException when they do not
    public static NamedValues inOrder(String[] names, Datum[] values) {
        boolean fits = names.length == values.length;
        for (int i = 1; i < names.length; i++) {
            fits &= names[i - 1].compareTo(names[i]) < 0;
        }
        if (!fits) {
            throw new IllegalArgumentException("names without an order");
        }
        return new NamedValues(names, values);
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(Object name) {
        return place(name) >= 0;
    }

    @Override
    public @Nullable Datum get(Object name) {
        int place = place(name);
        return place < 0 ? null : values[place];
    }

    private int place(Object name) {
        return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Datum> each) {
        for (int i = 0; i < names.length; i++) {
            each.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<String> keySet() {
        List<String> all = Collections.unmodifiableList(Arrays.asList(names));
        return new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return all.iterator();
            }

            @Override
            public int size() {
                return all.size();
            }

            @Override
            public boolean contains(Object name) {
                return containsKey(name);
            }
        };
    }

    @Override
    public Set<Map.Entry<String, Datum>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Datum>> iterator() {
                return entries();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    private Iterator<Map.Entry<String, Datum>> entries() {
        Iterator<String> keys = keySet().iterator();
        Iterator<Datum> data = Arrays.asList(values).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return keys.hasNext();
            }

            @Override
            public Map.Entry<String, Datum> next() {
                return Map.entry(keys.next(), data.next());
            }
        };
    }
}
