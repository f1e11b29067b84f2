package chancery.streams.aggregate;

import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;

/// Numbers that were sent as texts.
final class Numerals {
    private static final int LENGTH_MAX = 40;

    private Numerals() {}

    static double read(String text, String where) {
        if (text.length() <= LENGTH_MAX) {
            Json json = JsonText.parse(text);
            if (json instanceof Json.Int(var whole)) {
                return (double) whole;
            }
            if (json instanceof Json.Real(var real)) {
                return real;
            }
        }
        throw Fault.invalid(where + " must be a number");
    }
}
