package chancery.lua.text;

import chancery.lua.number.FloatFormat;
import chancery.lua.number.FormatItem;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaBuffer;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;

/// Values written so that the compiler reads them back, as the format `%q` does.
final class Literals {
    private static final FormatItem HEX = new FormatItem(0, 0, -1, 'a');
    private static final int BYTES_PER_STEP = 4;

    private Literals() {}

    /// Puts a value behind; false when it has no literal.
    static boolean add(Budget budget, LuaBuffer result, Object value) {
        switch (value) {
            case LuaString text -> quoted(budget, result, text.bytes());
            case Long number -> result.add(LuaString.of(integer(number)));
            case Double number -> real(result, number);
            case Boolean truth -> result.add(LuaString.of(truth.toString()));
            case Nil nothing -> result.add(LuaString.of(nothing.toString()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String integer(long number) {
        return number == Long.MIN_VALUE ? "0x8000000000000000" : Long.toString(number);
    }

    private static void real(LuaBuffer result, double number) {
        if (Double.isNaN(number)) {
            result.add(LuaString.of("(0/0)"));
        } else if (Double.isInfinite(number)) {
            result.add(LuaString.of(number < 0 ? "-1e9999" : "1e9999"));
        } else {
            byte[] text = FloatFormat.of(HEX, number);
            result.add(text, 0, text.length);
        }
    }

    private static void quoted(Budget budget, LuaBuffer result, byte[] text) {
        budget.steps(text.length / BYTES_PER_STEP);
        result.add('"');
        for (int i = 0; i < text.length; i++) {
            int character = text[i] & 0xff;
            if (character == '"' || character == '\\' || character == '\n') {
                result.add('\\').add(character);
            } else if (character < ' ' || character == 0x7f) {
                control(result, character, i + 1 < text.length && digit(text[i + 1]));
            } else {
                result.add(character);
            }
        }
        result.add('"');
    }

    /// As `\9`; with three digits before a digit.
    private static void control(LuaBuffer result, int character, boolean digitFollows) {
        result.add('\\');
        if (digitFollows || character >= 100) {
            result.add('0' + character / 100);
        }
        if (digitFollows || character >= 10) {
            result.add('0' + character / 10 % 10);
        }
        result.add('0' + character % 10);
    }

    private static boolean digit(byte character) {
        return character >= '0' && character <= '9';
    }
}
