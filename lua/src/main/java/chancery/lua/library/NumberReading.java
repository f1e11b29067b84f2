package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

/// `tonumber`.
final class NumberReading {
    private NumberReading() {}

    static Object toNumber(State state, Arguments arguments) {
        Object value = arguments.any(1);
        if (arguments.absent(2)) {
            Number number = Coercion.toNumber(state.budget(), value);
            return number == null ? NIL : number;
        }
        long base = arguments.integer(2);
        if (!(value instanceof LuaString text)) {
            throw arguments.wrongType(1, "string");
        }
        if (base < 2 || base > 36) {
            throw arguments.wrong(2, "base out of range");
        }
        state.budget().steps(text.length() / 4);
        return integer(text, (int) base);
    }

    /// An integer of digits in a base, with a sign and space around it; wraps around.
    private static Object integer(LuaString text, int base) {
        int at = skipSpace(text, 0);
        boolean negative = at < text.length() && text.at(at) == '-';
        if (negative || (at < text.length() && text.at(at) == '+')) {
            at++;
        }
        int start = at;
        long value = 0;
        while (at < text.length() && alphanumeric(text.at(at))) {
            int digit = Character.digit((char) text.at(at), 36);
            if (digit >= base) {
                return NIL;
            }
            value = value * base + digit;
            at++;
        }
        if (at == start || skipSpace(text, at) < text.length()) {
            return NIL;
        }
        return negative ? -value : value;
    }

    private static int skipSpace(LuaString text, int from) {
        int at = from;
        while (at < text.length() && space(text.at(at))) {
            at++;
        }
        return at;
    }

    private static boolean space(int value) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }

    private static boolean alphanumeric(int value) {
        return (value >= '0' && value <= '9')
                || (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z');
    }
}
