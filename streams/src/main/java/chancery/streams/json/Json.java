package chancery.streams.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value. Integers and floats stay apart; members keep their order, and equality does not
/// look at it. Immutable.
public sealed interface Json {
    /// `null`.
    enum Null implements Json {
        NULL
    }

    record Bool(boolean value) implements Json {}

    /// A number written without fraction and exponent that fits.
    record Int(long value) implements Json {}

    /// Any other number; finite.
    record Real(double value) implements Json {}

    record Text(String value) implements Json {}

    record Array(List<Json> items) implements Json {
        public Array {
            items = List.copyOf(items);
        }
    }

    /// An object.
    record Members(Map<String, Json> members) implements Json {
        public static final Members EMPTY = new Members(Map.of());

        public Members {
            members = MemberMap.of(members);
        }

        public Optional<Json> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        public static Builder builder() {
            return new Builder();
        }
    }

    /// Collects the members of an object.
    final class Builder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, Json value) {
            members.put(name, value);
            return this;
        }

        public Builder put(String name, String text) {
            return put(name, new Text(text));
        }

        public Builder put(String name, long number) {
            return put(name, new Int(number));
        }

        public Builder put(String name, boolean flag) {
            return put(name, new Bool(flag));
        }

        public Builder put(String name, List<? extends Json> items) {
            return put(name, new Array(List.copyOf(items)));
        }

        /// A value, left out when there is none.
        public Builder put(String name, Optional<? extends Json> value) {
            value.ifPresent(present -> put(name, present));
            return this;
        }

        /// A text, left out when there is none.
        public Builder putText(String name, Optional<String> text) {
            text.ifPresent(present -> put(name, present));
            return this;
        }

        public Members build() {
            return new Members(members);
        }
    }

    /// A list of texts.
    static Array texts(List<String> texts) {
        return new Array(texts.stream().<Json>map(Text::new).toList());
    }

    /// The compact text of this value.
    default String write() {
        return JsonText.write(this);
    }
}
