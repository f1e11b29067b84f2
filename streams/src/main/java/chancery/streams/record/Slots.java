package chancery.streams.record;

import chancery.streams.container.Definition;
import chancery.streams.container.Property;
import chancery.streams.value.Datum;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The properties of a container, a slot for each in the order of their names: values that come in
/// any order are put into theirs and need not be sorted. For one thread, and for one record after
/// the other.
final class Slots {
    private final String[] names;
    private final Property[] properties;
    private final Map<String, Integer> slots;
    private final @Nullable Datum[] values;
    private final boolean[] given;
    private int filled;

    Slots(Definition definition) {
        this.names = definition.properties().keySet().toArray(String[]::new);
        Arrays.sort(names);
        this.properties = new Property[names.length];
        this.slots = HashMap.newHashMap(names.length);
        for (int i = 0; i < names.length; i++) {
            properties[i] = definition.find(names[i]).orElseThrow();
            slots.put(names[i], i);
        }
        this.values = new Datum[names.length];
        this.given = new boolean[names.length];
    }

    /// Where the property of this name has its slot; empty when there is none.
    Optional<Integer> find(String name) {
        return Optional.ofNullable(slots.get(name));
    }

    Property property(int slot) {
        return properties[slot];
    }

    /// Notes that something is said about a property.
    void give(int slot) {
        given[slot] = true;
    }

    /// Whether nothing is said about a property.
    boolean left(int slot) {
        return !given[slot];
    }

    /// Whether every property has a value.
    boolean full() {
        return filled == names.length;
    }

    void put(int slot, Datum value) {
        values[slot] = value;
        filled++;
    }

    /// The values of this record; all slots are empty for the next one.
    NamedValues take() {
        String[] taken = full() ? names : new String[filled];
        Datum[] data = new Datum[filled];
        int next = 0;
        for (int i = 0; i < names.length; i++) {
            Datum value = values[i];
            if (value != null) {
                taken[next] = names[i];
                data[next++] = value;
            }
        }
        Arrays.fill(values, null);
        Arrays.fill(given, false);
        filled = 0;
        return NamedValues.sorted(taken, data);
    }
}
