package chancery.streams.json;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The members of an object in their order; immutable. Objects of requests are small and many:
/// names and values stand in one array, and a table of places finds a name where there are more
/// than a few. Large objects have a map for that, which withstands names that were chosen to
/// collide.
final class MemberMap extends AbstractMap<String, Json> {
    private static final int FEW = 4;
    private static final int MANY = 64;
    private static final int[] NO_SLOTS = {};

    private final Object[] members;
    private final int size;
    private final int[] slots;
    private final Map<String, Integer> places;

    /// @param members names and values in turn
    private MemberMap(Object[] members, int size) {
        this.members = members;
        this.size = size;
        this.slots = size <= FEW || size > MANY ? NO_SLOTS : new int[capacity(size)];
        this.places = size > MANY ? HashMap.newHashMap(size) : Map.of();
        for (int i = 0; i < size; i++) {
            if (size > MANY) {
                places.putIfAbsent(name(i), i);
            } else if (size > FEW) {
                slots[free(name(i))] = i + 1;
            }
        }
    }

    /// A power of two that leaves at least half of the places free.
    private static int capacity(int size) {
        return Integer.highestOneBit(2 * size - 1) << 1;
    }

    /// The same members, when they are not kept this way already.
    static MemberMap of(Map<String, Json> map) {
        if (map instanceof MemberMap already) {
            return already;
        }
        Builder builder = new Builder();
        map.forEach(builder::add);
        return builder.build();
    }

    /// Collects members, whose names are not compared.
    static final class Builder {
        private static final int USUAL = 8;

        private Object[] members = new Object[2 * USUAL];
        private int size;

        void add(String name, Json value) {
            if (2 * size == members.length) {
                members = Arrays.copyOf(members, 2 * members.length);
            }
            members[2 * size] = name;
            members[2 * size + 1] = value;
            size++;
        }

        /// The members, which may have a name twice.
        MemberMap build() {
            return new MemberMap(Arrays.copyOf(members, 2 * size), size);
        }
    }

    /// A name that is there twice.
    Optional<String> repeated() {
        for (int i = 0; i < size; i++) {
            if (find(name(i)) != i) {
                return Optional.of(name(i));
            }
        }
        return Optional.empty();
    }

    private String name(int i) {
        return (String) members[2 * i];
    }

    private Json value(int i) {
        return (Json) members[2 * i + 1];
    }

    /// Where the name stands first, or -1.
    private int find(Object name) {
        if (size > MANY) {
            return places.getOrDefault(name, -1);
        }
        if (size <= FEW) {
            for (int i = 0; i < size; i++) {
                if (members[2 * i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }
        int mask = slots.length - 1;
        for (int at = start(name, mask); slots[at] != 0; at = (at + 1) & mask) {
            if (members[2 * (slots[at] - 1)].equals(name)) {
                return slots[at] - 1;
            }
        }
        return -1;
    }

    private int free(String name) {
        int mask = slots.length - 1;
        int at = start(name, mask);
        while (slots[at] != 0) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static int start(Object name, int mask) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 16)) & mask;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(Object name) {
        return find(name) >= 0;
    }

    @Override
    public @Nullable Json get(Object name) {
        int at = find(name);
        return at < 0 ? null : value(at);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Json> action) {
        for (int i = 0; i < size; i++) {
            action.accept(name(i), value(i));
        }
    }

    @Override
    public Set<Entry<String, Json>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, Json>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Entry<String, Json>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public Entry<String, Json> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int at = next++;
                    return Map.entry(name(at), value(at));
                }
            };
        }
    }
}
