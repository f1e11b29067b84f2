package chancery.lua.lexer;

import chancery.lua.runtime.LuaString;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;

/// All names and strings of one source, each once.
final class Names {
    /// Differs by process, so that nobody outside can choose names that collide.
    private static final int SEED = LuaString.of("names").hashCode();

    private final Map<LuaString, LuaString> known;
    private @Nullable Name[] buckets = new Name[128];
    private int size;

    /// Takes the objects of texts that are known before.
    Names(Map<LuaString, LuaString> known) {
        this.known = known;
    }

    Name of(byte[] bytes, int from, int to) {
        int hash = SEED;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
            hash ^= hash >>> 15;
        }
        for (Name name = buckets[hash & (buckets.length - 1)]; name != null; name = name.next) {
            byte[] text = name.text().bytes();
            if (name.hash == hash && Arrays.equals(text, 0, text.length, bytes, from, to)) {
                return name;
            }
        }
        return add(LuaString.copyOf(bytes, from, to), hash);
    }

    private Name add(LuaString text, int hash) {
        if (size >= buckets.length) {
            grow();
        }
        int bucket = hash & (buckets.length - 1);
        Name name = new Name(known.getOrDefault(text, text), size++, hash, buckets[bucket]);
        buckets[bucket] = name;
        return name;
    }

    private void grow() {
        @Nullable Name[] old = buckets;
        buckets = new Name[old.length * 2];
        for (Name first : old) {
            Name name = first;
            while (name != null) {
                Name next = name.next;
                int bucket = name.hash & (buckets.length - 1);
                name.next = buckets[bucket];
                buckets[bucket] = name;
                name = next;
            }
        }
    }
}
