package chancery.appview.json;

import chancery.lua.host.JsonSink;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// A JSON value. Integers and floats stay apart; objects are sorted by their names, as every text
/// the AppView writes is. Immutable.
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
    record Members(SortedMap<String, Json> members) implements Json {
        public static final Members EMPTY = new Members(new TreeMap<>());

        public Members {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        public Optional<Json> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        public boolean contains(String name) {
            return members.containsKey(name);
        }

        /// The text under this name; empty when it is absent or something else.
        public Optional<String> text(String name) {
            return find(name)
                    .flatMap(v -> v instanceof Text(var t) ? Optional.of(t) : Optional.empty());
        }

        /// The integer under this name; empty when it is absent or something else.
        public OptionalLong integer(String name) {
            return members.get(name) instanceof Int(var n)
                    ? OptionalLong.of(n)
                    : OptionalLong.empty();
        }

        /// The number under this name, a float or not; empty when it is absent or something else.
        public Optional<Double> number(String name) {
            return switch (members.get(name)) {
                case Int(var n) -> Optional.of((double) n);
                case Real(var n) -> Optional.of(n);
                case null, default -> Optional.empty();
            };
        }

        /// The flag under this name; empty when it is absent or something else.
        public Optional<Boolean> flag(String name) {
            return find(name)
                    .flatMap(v -> v instanceof Bool(var b) ? Optional.of(b) : Optional.empty());
        }

        /// The object under this name; empty when it is absent or something else.
        public Optional<Members> object(String name) {
            return find(name)
                    .flatMap(v -> v instanceof Members m ? Optional.of(m) : Optional.empty());
        }

        /// The items of the array under this name; empty when it is absent or something else.
        public Optional<List<Json>> items(String name) {
            return find(name)
                    .flatMap(v -> v instanceof Array(var a) ? Optional.of(a) : Optional.empty());
        }

        /// The same with this member.
        public Members with(String name, Json value) {
            SortedMap<String, Json> more = new TreeMap<>(members);
            more.put(name, value);
            return new Members(more);
        }

        /// The same without this member.
        public Members without(String name) {
            SortedMap<String, Json> less = new TreeMap<>(members);
            less.remove(name);
            return new Members(less);
        }

        public static Builder builder() {
            return new Builder();
        }
    }

    /// Collects the members of an object.
    final class Builder {
        private final SortedMap<String, Json> members = new TreeMap<>();

        private Builder() {}

        public Builder put(String name, Json value) {
            members.put(name, value);
            return this;
        }

        /// A text, or `null` when there is none.
        public Builder put(String name, @Nullable String text) {
            return put(name, Json.of(text));
        }

        public Builder put(String name, long number) {
            return put(name, new Int(number));
        }

        public Builder put(String name, double number) {
            return put(name, new Real(number));
        }

        public Builder put(String name, boolean flag) {
            return put(name, new Bool(flag));
        }

        public Builder put(String name, List<? extends Json> items) {
            return put(name, new Array(List.copyOf(items)));
        }

        /// A text, or `null` when there is none.
        public Builder put(String name, Optional<String> text) {
            return put(name, text.orElse(null));
        }

        /// A text, left out when there is none.
        public Builder putPresent(String name, Optional<String> text) {
            text.ifPresent(present -> put(name, present));
            return this;
        }

        public Builder putAll(Map<String, Json> more) {
            members.putAll(more);
            return this;
        }

        public Members build() {
            return new Members(members);
        }
    }

    /// A text, or `null` when there is none.
    static Json of(@Nullable String text) {
        return text == null ? Null.NULL : new Text(text);
    }

    /// A list of texts.
    static Array texts(List<String> texts) {
        return new Array(texts.stream().<Json>map(Text::new).toList());
    }

    /// Hands this value to a sink.
    default void feed(JsonSink sink) {
        switch (this) {
            case Null _ -> sink.nothing();
            case Bool(var flag) when flag -> sink.yes();
            case Bool _ -> sink.no();
            case Int(var number) -> sink.whole(number);
            case Real(var number) -> sink.real(number);
            case Text(var text) -> sink.text(text);
            case Array(var items) -> {
                sink.startArray();
                items.forEach(item -> item.feed(sink));
                sink.endArray();
            }
            case Members(var members) -> {
                sink.startObject();
                members.forEach(
                        (name, member) -> {
                            sink.name(name);
                            member.feed(sink);
                        });
                sink.endObject();
            }
        }
    }

    /// The compact text of this value.
    default String write() {
        return JsonText.write(this);
    }
}
