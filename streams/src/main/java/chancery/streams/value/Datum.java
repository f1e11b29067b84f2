package chancery.streams.value;

import chancery.streams.json.Json;
import chancery.streams.name.RecordId;

import java.util.List;

/// A value of a property, typed at the edge. Moments and days keep the text they were written with,
/// which is what readers get back. Immutable.
public sealed interface Datum {
    /// The value as it is answered.
    Json json();

    record Flag(boolean value) implements Datum {
        @Override
        public Json json() {
            return new Json.Bool(value);
        }
    }

    /// A whole number of 32 or 64 bits.
    record Whole(long value) implements Datum {
        @Override
        public Json json() {
            return new Json.Int(value);
        }
    }

    /// A finite number with a fraction, or what was written so.
    record Real(double value) implements Datum {
        @Override
        public Json json() {
            return new Json.Real(value);
        }
    }

    /// A text; of an enumeration, the key.
    record Text(String value) implements Datum {
        @Override
        public Json json() {
            return new Json.Text(value);
        }
    }

    /// A timestamp.
    record Moment(long epochMillis, String text) implements Datum {
        @Override
        public Json json() {
            return new Json.Text(text);
        }
    }

    /// A date.
    record Day(long epochDay, String text) implements Datum {
        @Override
        public Json json() {
            return new Json.Text(text);
        }
    }

    /// An object of any shape.
    record Document(Json.Members json) implements Datum {}

    /// A direct relation. The target need not exist.
    record Link(RecordId target) implements Datum {
        @Override
        public Json json() {
            return target.json();
        }
    }

    /// Values of a property that holds several.
    record Many(List<Datum> items) implements Datum {
        public Many {
            items = List.copyOf(items);
        }

        @Override
        public Json json() {
            return new Json.Array(items.stream().map(Datum::json).toList());
        }
    }
}
