package chancery.store.column;

import java.util.List;

/// What stands in one column of one row. Texts are whole Unicode without U+0000; a batch refuses
/// others.
public sealed interface Value {
    /// No value.
    enum Absent implements Value {
        ABSENT
    }

    /// One value, which has an order among those of its kind.
    sealed interface Single extends Value {
        Column.Kind kind();
    }

    /// A text; ordered by its bytes in UTF-8.
    record Text(String value) implements Single {
        @Override
        public Column.Kind kind() {
            return Column.Kind.TEXT;
        }
    }

    /// A whole number of 64 bits.
    record Whole(long value) implements Single {
        @Override
        public Column.Kind kind() {
            return Column.Kind.WHOLE;
        }
    }

    /// A finite number; zero has no sign.
    record Real(double value) implements Single {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number is finite");
            }
            value = value == 0 ? 0.0 : value;
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.REAL;
        }
    }

    /// False stands before true.
    record Flag(boolean value) implements Single {
        @Override
        public Column.Kind kind() {
            return Column.Kind.FLAG;
        }
    }

    /// The values of a list, perhaps none; another thing than no list.
    record Many(List<Single> values) implements Value {
        public Many {
            values = List.copyOf(values);
        }
    }

    /// No value.
    static Value absent() {
        return Absent.ABSENT;
    }

    static Single of(String text) {
        return new Text(text);
    }

    static Single of(long number) {
        return new Whole(number);
    }

    static Single of(double number) {
        return new Real(number);
    }

    static Single of(boolean flag) {
        return new Flag(flag);
    }
}
