package chancery.store.table;

import chancery.store.table.value.Cell;
import chancery.store.table.value.Wildcards;

import java.util.List;

/// Which rows are meant. A filter is true or false, never unknown: a comparison with what is
/// absent, or is of another kind than the value, is false, and its negation true. Numbers compare
/// with numbers by worth, text by code points.
public sealed interface Filter {
    /// All of these; every row when there is none.
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }
    }

    /// One of these at least; no row when there is none.
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }
    }

    record Not(Filter filter) implements Filter {}

    /// A comparison. [Op#NE] is true of what is present and another, of whatever kind.
    record Compare(Field field, Op op, Cell value) implements Filter {
        public Compare {
            requireValue(value);
        }
    }

    /// Equal to one of these.
    record In(Field field, List<Cell> values) implements Filter {
        public In {
            values = List.copyOf(values);
            values.forEach(Filter::requireValue);
        }
    }

    /// Text that begins so.
    record Prefix(Field field, String text) implements Filter {}

    /// Text in which this stands as it is, without regard to case.
    record Contains(Field field, String text) implements Filter {}

    /// Text that is as a whole as a [Wildcards] pattern says: `%` for any run of characters,
    /// `_` for one, without regard to case.
    record Like(Field field, String pattern) implements Filter {
        public Like {
            Wildcards.of(pattern);
        }
    }

    /// Absent, or null in JSON.
    record Absent(Field field) implements Filter {}

    /// How two values compare.
    enum Op {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE
    }

    /// Every row.
    static Filter all() {
        return new And(List.of());
    }

    static Filter and(Filter... filters) {
        return new And(List.of(filters));
    }

    static Filter or(Filter... filters) {
        return new Or(List.of(filters));
    }

    static Filter not(Filter filter) {
        return new Not(filter);
    }

    static Filter eq(String column, String text) {
        return compare(Field.of(column), Op.EQ, Cell.of(text));
    }

    static Filter compare(Field field, Op op, Cell value) {
        return new Compare(field, op, value);
    }

    static Filter present(Field field) {
        return new Not(new Absent(field));
    }

    private static void requireValue(Cell value) {
        if (value instanceof Cell.Null || value instanceof Cell.Json) {
            throw new IllegalArgumentException("a filter compares with a value");
        }
    }
}
