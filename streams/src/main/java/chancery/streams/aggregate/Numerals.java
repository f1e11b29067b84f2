package chancery.streams.aggregate;

import chancery.streams.fault.Fault;
import chancery.streams.json.Json;
import chancery.streams.json.JsonText;

/// Numbers that were sent as texts.
final class Numerals {
    private static final int LENGTH_MAX = 40;

    private Numerals() {}

    static double read(String text, String where) {
        return switch (parsed(text)) {
            case Json.Int(var whole) -> (double) whole;
            case Json.Real(var real) -> real;
            case Json.Null _, Json.Bool _, Json.Text _, Json.Array _, Json.Members _ ->
                    throw Fault.invalid(where + " must be a number");
        };
    }

    /// The number; `null` for what is none.
    private static Json parsed(String text) {
        if (text.length() > LENGTH_MAX) {
            return Json.Null.NULL;
        }
        try {
            return JsonText.parse(text);
        } catch (Fault malformed) {
            return Json.Null.NULL;
        }
    }
}
