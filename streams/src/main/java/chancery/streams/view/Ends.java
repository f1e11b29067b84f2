package chancery.streams.view;

import chancery.store.column.Column;
import chancery.store.column.Condition;
import chancery.store.column.Value;
import chancery.streams.query.Filter;
import chancery.streams.value.Datum;

import java.util.List;
import java.util.Optional;

/// Says ranges in the words of a table. Whole numbers may be compared with ends that have a
/// fraction, or that no whole number reaches.
final class Ends {
    /// The first number above all whole ones of 64 bits.
    private static final double BEYOND = 0x1p63;

    private Ends() {}

    /// The condition that the value of a column lies in a range.
    static Condition of(Column column, Filter.Range range) {
        Bound low = bound(column, range.low(), Side.LOW);
        Bound high = bound(column, range.high(), Side.HIGH);
        if (List.of(low, high).contains(Open.NONE)) {
            return Condition.NONE;
        }
        return low == Open.ALL && high == Open.ALL
                ? new Condition.Present(column.name())
                : new Condition.Range(column.name(), low.end(), high.end());
    }

    private enum Side {
        LOW,
        HIGH
    }

    /// What an end leaves of the values of a column.
    private sealed interface Bound {
        Optional<Condition.End> end();
    }

    /// Those on one side of a value.
    private record At(Condition.End at) implements Bound {
        @Override
        public Optional<Condition.End> end() {
            return Optional.of(at);
        }
    }

    private enum Open implements Bound {
        ALL,
        NONE;

        @Override
        public Optional<Condition.End> end() {
            return Optional.empty();
        }
    }

    private static Bound bound(Column column, Optional<Filter.End> end, Side side) {
        if (end.isEmpty()) {
            return Open.ALL;
        }
        Datum value = end.get().value();
        if (column.kind() == Column.Kind.WHOLE && value instanceof Datum.Real(var real)) {
            return whole(real, end.get().edge(), side);
        }
        return at(Form.value(value), end.get().edge());
    }

    private static Bound whole(double real, Filter.Edge edge, Side side) {
        if (real >= BEYOND) {
            return side == Side.LOW ? Open.NONE : Open.ALL;
        }
        if (real < -BEYOND) {
            return side == Side.LOW ? Open.ALL : Open.NONE;
        }
        boolean up = (side == Side.LOW) == (edge == Filter.Edge.INCLUDED);
        return at(Value.of((long) (up ? Math.ceil(real) : Math.floor(real))), edge);
    }

    private static Bound at(Value.Single value, Filter.Edge edge) {
        return new At(
                new Condition.End(
                        value,
                        switch (edge) {
                            case INCLUDED -> Condition.Edge.INCLUDED;
                            case EXCLUDED -> Condition.Edge.EXCLUDED;
                        }));
    }
}
