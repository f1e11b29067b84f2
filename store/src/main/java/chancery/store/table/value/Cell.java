package chancery.store.table.value;

import java.util.Arrays;

/// A value in a column of a derived table. Text is whole Unicode, without lone surrogates; the
/// rules of a batch refuse others.
public sealed interface Cell {
    /// The absent value.
    enum Null implements Cell {
        NULL
    }

    record Text(String value) implements Cell {}

    record Int(long value) implements Cell {}

    /// A finite number; zero has no sign.
    record Real(double value) implements Cell {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number is finite");
            }
            value = value == 0 ? 0.0 : value;
        }
    }

    record Flag(boolean value) implements Cell {}

    /// Bytes; the array is not copied.
    record Bytes(byte[] value) implements Cell {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(byte[] bytes) && Arrays.equals(value, bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /// A JSON value as text.
    record Json(String value) implements Cell {}

    /// The bytes it counts for.
    default long bytes() {
        return switch (this) {
            case Text(String text) -> UnicodeText.bytes(text);
            case Json(String text) -> UnicodeText.bytes(text);
            case Bytes(byte[] bytes) -> bytes.length;
            case Null _, Int _, Real _, Flag _ -> Long.BYTES;
        };
    }

    /// What is absent.
    static Cell none() {
        return Null.NULL;
    }

    static Cell of(String text) {
        return new Text(text);
    }

    static Cell of(long number) {
        return new Int(number);
    }

    static Cell of(double number) {
        return new Real(number);
    }

    static Cell of(byte[] bytes) {
        return new Bytes(bytes);
    }

    static Cell json(String text) {
        return new Json(text);
    }

    /// The number as it is given out of a JSON document: an integer when it is whole and fits.
    static Cell number(double number) {
        return number >= -0x1p63 && number < 0x1p63 && number == Math.rint(number)
                ? new Int((long) number)
                : new Real(number);
    }
}
