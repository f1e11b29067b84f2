package chancery.lua.runtime;

import chancery.lua.number.NumberText;
import chancery.lua.number.Numerals;

import org.jspecify.annotations.Nullable;

/// Conversions that the language makes by itself (manual 3.4.3).
public final class Coercion {
    private Coercion() {}

    /// A number or a text that is a numeral, as [Long] or [Double]; null for others. Charges a step
    /// for four bytes of a text.
    public static @Nullable Number toNumber(Budget budget, Object value) {
        if (value instanceof Long || value instanceof Double) {
            return (Number) value;
        }
        if (value instanceof LuaString text) {
            budget.steps(text.length() / 4);
            return Numerals.parse(text.bytes());
        }
        return null;
    }

    /// An integer, a float with an integral value, or a text of one; null for others. Charges a
    /// step for four bytes of a text.
    public static @Nullable Long toInteger(Budget budget, Object value) {
        return switch (toNumber(budget, value)) {
            case Long whole -> whole;
            case Double real -> toInteger(real.doubleValue());
            case null, default -> null;
        };
    }

    /// The integer of the same value; null when there is none.
    public static @Nullable Long toInteger(double value) {
        boolean fits = value >= -0x1p63 && value < 0x1p63 && value == Math.rint(value);
        return fits ? (Long) (long) value : null;
    }

    /// A text, or the text of a number; null for others.
    public static @Nullable LuaString toText(Object value) {
        return switch (value) {
            case LuaString text -> text;
            case Long number -> LuaString.owning(NumberText.of(number));
            case Double number -> LuaString.owning(NumberText.of(number));
            default -> null;
        };
    }
}
