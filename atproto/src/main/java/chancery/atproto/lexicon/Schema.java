package chancery.atproto.lexicon;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The shape of a value. An empty list of allowed values allows every one.
public sealed interface Schema extends Def {

    /// `null`.
    record Null() implements Schema {}

    /// `boolean`.
    record Bool(Optional<Boolean> constant, Optional<Boolean> fallback) implements Schema {}

    /// `integer`.
    record Int(Range range, List<Long> allowed, OptionalLong fallback) implements Schema {
        public Int {
            allowed = List.copyOf(allowed);
        }
    }

    /// `string`.
    ///
    /// @param bytes length in UTF-8
    /// @param graphemes length in extended grapheme clusters
    /// @param allowed the constant, or the closed enumeration
    record Text(
            Optional<Format> format,
            Range bytes,
            Range graphemes,
            List<String> allowed,
            Optional<String> fallback)
            implements Schema {
        /// Any text: what a parameter of unknown type is.
        public static final Text ANY =
                new Text(Optional.empty(), Range.ANY, Range.ANY, List.of(), Optional.empty());

        public Text {
            allowed = List.copyOf(allowed);
        }
    }

    /// `bytes`.
    record Bytes(Range length) implements Schema {}

    /// `cid-link`.
    record Link() implements Schema {}

    /// `blob`.
    ///
    /// @param accept media types, `image/*` or `*/*`; empty for any
    record Blob(List<String> accept, long sizeMax) implements Schema {
        public Blob {
            accept = List.copyOf(accept);
        }
    }

    /// `array`.
    record Array(Schema items, Range length) implements Schema {}

    /// `object`: named values; others may stand beside them.
    ///
    /// @param requiredCount how many of the properties must be there
    record Map(java.util.Map<String, Property> properties, int requiredCount) implements Schema {
        public Map {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }

        public Map(java.util.Map<String, Property> properties) {
            this(properties, (int) properties.values().stream().filter(Property::required).count());
        }
    }

    /// `params`: the parameters of a method, scalars and arrays of scalars.
    record Params(java.util.Map<String, Property> properties) implements Schema {
        /// A method without parameters.
        public static final Params NONE = new Params(java.util.Map.of());

        public Params {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }

    /// `token`: a value that is nothing but its own name.
    record Token(String name) implements Schema {}

    /// `ref`: what another definition says.
    ///
    /// @param target as [Lexicon#reference] writes it
    record Ref(String target) implements Schema {}

    /// `union`: a map whose `$type` says which of these it is.
    ///
    /// @param refs as [Lexicon#reference] writes them
    /// @param closed whether no other type may stand here
    record Union(Set<String> refs, boolean closed) implements Schema {
        public Union {
            refs = Collections.unmodifiableSet(new LinkedHashSet<>(refs));
        }
    }

    /// `unknown`: any map that is not a blob.
    record Unknown() implements Schema {}

    /// A named part of a map.
    ///
    /// @param required whether the key must be there
    /// @param nullable whether the value may be null
    record Property(Schema schema, boolean required, boolean nullable) {}

    /// The least and the most that a number or a length may be.
    record Range(long min, long max) {
        /// Every number.
        public static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
