package chancery.atproto.data;

import chancery.atproto.syntax.Cid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A value of the data model: what a record is made of. Immutable; equal values encode to equal
/// bytes. Source: the AT Protocol specification, "Data Model".
public sealed interface Value {

    /// The null value.
    enum Null implements Value {
        NULL
    }

    /// True or false.
    record Bool(boolean value) implements Value {
        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);
    }

    /// A whole number of 64 bits; records keep to ±(2^53−1).
    record Int(long value) implements Value {}

    /// Unicode text without lone surrogates.
    record Text(String value) implements Value {}

    /// A link to a block, by content.
    record Link(Cid cid) implements Value {}

    /// A list of values.
    record Array(List<Value> items) implements Value {
        public Array {
            items = List.copyOf(items);
        }
    }

    /// A byte string.
    final class Bytes implements Value {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        /// Copies the array.
        public static Bytes of(byte[] bytes) {
            return new Bytes(bytes.clone());
        }

        /// Takes the array over: the caller gives it away and never writes to it again.
        public static Bytes wrap(byte[] bytes) {
            return new Bytes(bytes);
        }

        public int size() {
            return bytes.length;
        }

        /// A copy of the bytes.
        public byte[] toArray() {
            return bytes.clone();
        }

        /// The bytes themselves, for encoders that only read.
        byte[] raw() {
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]";
        }
    }

    /// Named values, kept in the order of the canonical encoding: keys by length in bytes, then
    /// bytewise. Keys are unique.
    final class Map implements Value {
        public static final Map EMPTY = new Map(new String[0], new Value[0]);

        private final String[] keys;
        private final Value[] values;

        private Map(String[] keys, Value[] values) {
            this.keys = keys;
            this.values = values;
        }

        /// Takes over keys that are sorted and unique already; for decoders.
        static Map ofSorted(String[] keys, Value[] values) {
            return new Map(keys, values);
        }

        public static Builder builder() {
            return new Builder();
        }

        public static Map of(String key, Value value) {
            return builder().put(key, value).build();
        }

        public int size() {
            return keys.length;
        }

        public String key(int index) {
            return keys[index];
        }

        public Value value(int index) {
            return values[index];
        }

        public boolean contains(String key) {
            return indexOf(key) >= 0;
        }

        public Optional<Value> find(String key) {
            int at = indexOf(key);
            return at < 0 ? Optional.empty() : Optional.of(values[at]);
        }

        /// The text under this key; empty when it is absent or something else.
        public Optional<String> text(String key) {
            return find(key).map(v -> v instanceof Text(var text) ? text : null);
        }

        /// The whole number under this key; empty when it is absent or something else.
        public Optional<Long> integer(String key) {
            return find(key).map(v -> v instanceof Int(var number) ? number : null);
        }

        /// The map under this key; empty when it is absent or something else.
        public Optional<Map> map(String key) {
            return find(key).map(v -> v instanceof Map map ? map : null);
        }

        /// The items of the array under this key; empty when it is absent or something else.
        public List<Value> items(String key) {
            return find(key)
                    .map(v -> v instanceof Array(var items) ? items : null)
                    .orElse(List.of());
        }

        /// This map with the key set.
        public Map with(String key, Value value) {
            return builder().putAll(this).put(key, value).build();
        }

        /// This map without the key.
        public Map without(String key) {
            if (!contains(key)) {
                return this;
            }
            Builder rest = builder();
            for (int i = 0; i < keys.length; i++) {
                if (!keys[i].equals(key)) {
                    rest.put(keys[i], values[i]);
                }
            }
            return rest.build();
        }

        private int indexOf(String key) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i].equals(key)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Map that
                    && Arrays.equals(keys, that.keys)
                    && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder("{");
            for (int i = 0; i < keys.length; i++) {
                out.append(i == 0 ? "" : ", ").append(keys[i]).append('=').append(values[i]);
            }
            return out.append('}').toString();
        }

        /// Collects entries in any order; a key set twice keeps the later value.
        public static final class Builder {
            private final Entries entries = new Entries();

            public Builder put(String key, Value value) {
                entries.add(key, Utf8.length(key), value);
                return this;
            }

            public Builder put(String key, String text) {
                return put(key, new Text(text));
            }

            public Builder put(String key, long number) {
                return put(key, new Int(number));
            }

            public Builder put(String key, boolean value) {
                return put(key, new Bool(value));
            }

            public Builder put(String key, Cid cid) {
                return put(key, new Link(cid));
            }

            public Builder put(String key, List<? extends Value> items) {
                return put(key, new Array(List.copyOf(items)));
            }

            public Builder putAll(Map other) {
                for (int i = 0; i < other.size(); i++) {
                    put(other.key(i), other.value(i));
                }
                return this;
            }

            /// The map so far; more may be put after it.
            public Map build() {
                entries.sort(0);
                return entries.toMap(0);
            }
        }
    }
}
