package chancery.store.column;

import java.util.List;
import java.util.Optional;

/// Which rows are meant. A condition holds or it does not: of an absent value none holds but the
/// negation of one. Values are of the kind of their column.
public sealed interface Condition {
    /// Every row.
    Condition ALL = new And(List.of());

    /// No row.
    Condition NONE = new Or(List.of());

    /// All of these; every row when there is none.
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /// One of these at least; no row when there is none.
    record Or(List<Condition> conditions) implements Condition {
        public Or {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Condition condition) implements Condition {}

    /// The row has a value, or a list, be it empty.
    record Present(String column) implements Condition {}

    /// The one value is one of these.
    record In(String column, List<Value.Single> values) implements Condition {
        public In {
            values = List.copyOf(values);
        }
    }

    /// The one value lies between two ends, of which either may be missing.
    record Range(String column, Optional<End> low, Optional<End> high) implements Condition {}

    /// The one text begins so.
    record Prefix(String column, String start) implements Condition {}

    /// The list has one of these values.
    record ContainsAny(String column, List<Value.Single> values) implements Condition {
        public ContainsAny {
            values = List.copyOf(values);
        }
    }

    /// The list has all of these values; any list, be it absent, has all of none.
    record ContainsAll(String column, List<Value.Single> values) implements Condition {
        public ContainsAll {
            values = List.copyOf(values);
        }
    }

    /// One end of a range.
    record End(Value.Single value, Edge edge) {}

    /// Whether the end itself is in the range.
    enum Edge {
        INCLUDED,
        EXCLUDED
    }

    static Condition and(Condition... conditions) {
        return new And(List.of(conditions));
    }

    static Condition or(Condition... conditions) {
        return new Or(List.of(conditions));
    }

    static Condition not(Condition condition) {
        return new Not(condition);
    }

    /// The one value is this.
    static Condition equal(String column, Value.Single value) {
        return new In(column, List.of(value));
    }

    /// The one value is this or larger.
    static Condition atLeast(String column, Value.Single value) {
        return new Range(column, Optional.of(new End(value, Edge.INCLUDED)), Optional.empty());
    }

    /// The one value is larger than this.
    static Condition above(String column, Value.Single value) {
        return new Range(column, Optional.of(new End(value, Edge.EXCLUDED)), Optional.empty());
    }

    /// The one value is this or smaller.
    static Condition atMost(String column, Value.Single value) {
        return new Range(column, Optional.empty(), Optional.of(new End(value, Edge.INCLUDED)));
    }

    /// The one value is smaller than this.
    static Condition below(String column, Value.Single value) {
        return new Range(column, Optional.empty(), Optional.of(new End(value, Edge.EXCLUDED)));
    }
}
