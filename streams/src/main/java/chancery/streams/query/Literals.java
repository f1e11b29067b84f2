package chancery.streams.query;

import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.value.Datum;
import chancery.streams.value.Moments;
import chancery.streams.value.TypeKind;

/// Reads the values that questions compare with, by the type of what they are compared with.
final class Literals {
    private Literals() {}

    /// A value that one of the records could have.
    static Datum exact(Path path, Json value, String where) {
        return switch (path) {
            case Path.Top top -> top(top, value, where);
            case Path.Property property -> {
                if (property.type().kind() == TypeKind.JSON) {
                    throw Fault.invalid(where + ": objects cannot be compared");
                }
                yield property.type().readItem(value, where);
            }
        };
    }

    /// A value to lie above or below; for numbers, any number.
    static Datum near(Path path, Json value, String where) {
        if (path instanceof Path.Property property
                && property.type().kind().numeric()
                && value instanceof Json.Real(var real)) {
            return new Datum.Real(real);
        }
        return exact(path, value, where);
    }

    private static Datum top(Path.Top top, Json value, String where) {
        return switch (value) {
            case Json.Text(var text) when top.time() -> new Datum.Whole(millis(text, where));
            case Json.Int(var millis) when top.time() -> new Datum.Whole(millis);
            case Json.Text(var text) when !top.time() -> new Datum.Text(text);
            case Json.Text _,
                    Json.Int _,
                    Json.Null _,
                    Json.Bool _,
                    Json.Real _,
                    Json.Array _,
                    Json.Members _ ->
                    throw Fault.invalid(
                            where
                                    + (top.time()
                                            ? " must be milliseconds since 1970 or a timestamp"
                                            : " must be a string"));
        };
    }

    static long millis(String text, String where) {
        return Moments.millis(text, Moments.FRACTION_OF_BOUND)
                .orElseThrow(
                        () ->
                                Fault.invalid(
                                        where
                                                + " must be a timestamp such as"
                                                + " 2026-01-31T08:00:00Z"));
    }

    /// Refuses ranges over what has no order.
    static void requireOrder(Path path, String where) {
        boolean ordered =
                switch (path) {
                    case Path.Top top -> top.time();
                    case Path.Property property -> ordered(property.type().kind());
                };
        if (!ordered) {
            throw Fault.invalid(where + " has no ranges");
        }
    }

    private static boolean ordered(TypeKind kind) {
        return switch (kind) {
            case TEXT, INT32, INT64, FLOAT32, FLOAT64, TIMESTAMP, DATE -> true;
            case BOOLEAN, JSON, DIRECT, ENUM -> false;
        };
    }

    /// Refuses prefixes of what is no text.
    static void requireText(Path path, String where) {
        boolean text =
                switch (path) {
                    case Path.Top top -> !top.time();
                    case Path.Property property -> property.type().kind() == TypeKind.TEXT;
                };
        if (!text) {
            throw Fault.invalid(where + " must be a text here");
        }
    }
}
