package chancery.streams.value;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.json.Where;
import chancery.streams.name.RecordId;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Turns JSON into a value of one type, or refuses it with the path to it.
final class ValueReader {
    /// Beyond this a floating-point number does not say which integer it is.
    private static final double EXACT_MAX = 1L << 53;

    private static final Set<String> LINK = Set.of("space", "externalId");

    private final PropertyType type;
    private final Where path;

    ValueReader(PropertyType type, Where path) {
        this.type = type;
        this.path = path;
    }

    Datum read(Json value) {
        if (!type.list()) {
            return item(value);
        }
        if (!(value instanceof Json.Array(var items))) {
            throw wrong("an array");
        }
        int max = type.itemsLimit();
        if (items.isEmpty() || items.size() > max) {
            throw Fault.invalid(path + " must have from 1 to " + max + " items");
        }
        List<Datum> read = new ArrayList<>(items.size());
        items.forEach(item -> read.add(item(item)));
        checkTotal(read);
        return new Datum.Many(read);
    }

    private void checkTotal(List<Datum> items) {
        long total = 0;
        for (Datum item : items) {
            total +=
                    switch (item) {
                        case Datum.Text(var text) -> bytes(text);
                        case Datum.Document(var document) -> bytes(document.write());
                        case Datum.Flag _,
                                Datum.Whole _,
                                Datum.Real _,
                                Datum.Moment _,
                                Datum.Day _,
                                Datum.Link _,
                                Datum.Many _ ->
                                0;
                    };
        }
        int max = type.kind() == TypeKind.JSON ? ValueLimits.JSON_BYTES : ValueLimits.TEXT_BYTES;
        if (total > max) {
            throw Fault.invalid(path + " must not have more than " + max + " bytes in all");
        }
    }

    Datum item(Json value) {
        return switch (type.kind()) {
            case TEXT -> text(value);
            case BOOLEAN -> flag(value);
            case INT32 -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT32 -> real(value, Float.MAX_VALUE);
            case FLOAT64 -> real(value, Double.MAX_VALUE);
            case TIMESTAMP -> moment(string(value));
            case DATE -> day(string(value));
            case JSON -> document(value);
            case DIRECT -> link(value);
            case ENUM -> choice(string(value));
        };
    }

    private Datum text(Json value) {
        String text = string(value);
        int max = type.sizeLimit();
        if (bytes(text) > max) {
            throw Fault.invalid(path + " must not be longer than " + max + " bytes");
        }
        if (text.indexOf('\0') >= 0) {
            throw Fault.invalid(path + " must not hold the character U+0000");
        }
        return new Datum.Text(text);
    }

    private String string(Json value) {
        if (value instanceof Json.Text(var text)) {
            return text;
        }
        throw wrong("a string");
    }

    private Datum flag(Json value) {
        if (value instanceof Json.Bool(var flag)) {
            return new Datum.Flag(flag);
        }
        throw wrong("true or false");
    }

    private Datum whole(Json value, long min, long max) {
        long number =
                switch (value) {
                    case Json.Int(var whole) -> whole;
                    case Json.Real(var real)
                            when real == Math.rint(real) && Math.abs(real) <= EXACT_MAX ->
                            (long) real;
                    case Json.Real _,
                            Json.Null _,
                            Json.Bool _,
                            Json.Text _,
                            Json.Array _,
                            Json.Members _ ->
                            throw wrong("a whole number within its range");
                };
        if (number < min || number > max) {
            throw wrong("a whole number from " + min + " to " + max);
        }
        return new Datum.Whole(number);
    }

    private Datum real(Json value, double max) {
        double number =
                switch (value) {
                    case Json.Int(var whole) -> (double) whole;
                    case Json.Real(var real) -> real;
                    case Json.Null _, Json.Bool _, Json.Text _, Json.Array _, Json.Members _ ->
                            throw wrong("a number");
                };
        if (!(Math.abs(number) <= max)) {
            throw wrong("a finite number of its size");
        }
        return new Datum.Real(number);
    }

    private Datum moment(String text) {
        return Moments.millis(text, Moments.FRACTION_OF_VALUE)
                .map(millis -> new Datum.Moment(millis, text))
                .orElseThrow(() -> wrong("a timestamp such as 2026-01-31T08:00:00.000Z"));
    }

    private Datum day(String text) {
        return Moments.date(text)
                .map(date -> new Datum.Day(date.toEpochDay(), text))
                .orElseThrow(() -> wrong("a date such as 2026-01-31"));
    }

    private Datum document(Json value) {
        if (!(value instanceof Json.Members document)) {
            throw wrong("an object; arrays and other values are wrapped in one");
        }
        checkDocument(document);
        if (bytes(document.write()) > ValueLimits.JSON_BYTES) {
            throw Fault.invalid(
                    path + " must not be longer than " + ValueLimits.JSON_BYTES + " bytes");
        }
        return new Datum.Document(document);
    }

    private void checkDocument(Json value) {
        switch (value) {
            case Json.Members(var members) -> {
                if (members.size() > ValueLimits.JSON_KEYS) {
                    throw Fault.invalid(path + " must not have more than 256 keys in an object");
                }
                members.forEach(this::checkMember);
            }
            case Json.Array(var items) -> items.forEach(this::checkDocument);
            case Json.Text(var text) -> {
                if (bytes(text) > ValueLimits.JSON_VALUE_BYTES) {
                    throw Fault.invalid(path + " must not have values longer than 10240 bytes");
                }
            }
            case Json.Null _, Json.Bool _, Json.Int _, Json.Real _ -> {}
        }
    }

    private void checkMember(String key, Json value) {
        if (key.codePointCount(0, key.length()) > ValueLimits.JSON_KEY_CHARACTERS) {
            throw Fault.invalid(path + " must not have keys longer than 128 characters");
        }
        checkDocument(value);
    }

    private Datum link(Json value) {
        Fields fields = Fields.of(value, path).only(LINK);
        return new Datum.Link(RecordId.of(fields));
    }

    private Datum choice(String key) {
        Choices choices = type.choices().orElseThrow(() -> wrong("a key"));
        if (!choices.holds(key)) {
            throw wrong("one of " + String.join(", ", choices.values().keySet()));
        }
        return new Datum.Text(key);
    }

    private Fault wrong(String expected) {
        return Fault.invalid(path + " must be " + expected);
    }

    private static int bytes(String text) {
        return Utf8.length(text);
    }
}
