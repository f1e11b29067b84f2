package chancery.streams.query;

import chancery.streams.name.ContainerId;
import chancery.streams.value.Datum;

import java.util.List;
import java.util.Optional;

/// Which records are meant. A comparison with a value that is absent does not hold, and its `not`
/// does.
public sealed interface Filter {
    /// Every record.
    enum All implements Filter {
        ALL
    }

    record And(List<Filter> children) implements Filter {
        public And {
            children = List.copyOf(children);
        }
    }

    record Or(List<Filter> children) implements Filter {
        public Or {
            children = List.copyOf(children);
        }
    }

    record Not(Filter child) implements Filter {}

    /// The property has a value.
    record Exists(Path.Property property) implements Filter {}

    /// The value is one of these.
    record In(Path path, List<Datum> values) implements Filter {
        public In {
            values = List.copyOf(values);
        }
    }

    /// The value lies between two ends, of which one may be missing.
    record Range(Path path, Optional<End> low, Optional<End> high) implements Filter {}

    /// One end of a range.
    record End(Datum value, Edge edge) {}

    /// Whether the end itself is in the range.
    enum Edge {
        INCLUDED,
        EXCLUDED
    }

    /// The text begins so.
    record Prefix(Path path, String start) implements Filter {}

    /// The list has one of these values.
    record ContainsAny(Path.Property property, List<Datum> values) implements Filter {
        public ContainsAny {
            values = List.copyOf(values);
        }
    }

    /// The list has all of these values.
    record ContainsAll(Path.Property property, List<Datum> values) implements Filter {
        public ContainsAll {
            values = List.copyOf(values);
        }
    }

    /// The record has values in all of these containers.
    record Filled(List<ContainerId> containers) implements Filter {
        public Filled {
            containers = List.copyOf(containers);
        }
    }
}
