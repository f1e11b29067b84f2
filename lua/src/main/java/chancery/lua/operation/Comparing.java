package chancery.lua.operation;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.OperationError;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.lua.runtime.Values;

/// Equality and order of values, with metamethods. Integers and floats are compared by their exact
/// values.
public final class Comparing {
    private static final double TOO_LARGE = 0x1p63;

    private Comparing() {}

    /// Equality without metamethods.
    public static boolean rawEqual(Object left, Object right) {
        if (left == right) {
            return !(left instanceof Double number && Double.isNaN(number));
        }
        if (left instanceof Long number) {
            return right instanceof Long other
                    ? number.longValue() == other.longValue()
                    : right instanceof Double real && equal(number, real);
        }
        if (left instanceof Double number) {
            return right instanceof Double other
                    ? number.doubleValue() == other.doubleValue()
                    : right instanceof Long whole && equal(whole, number);
        }
        return left instanceof LuaString text && text.equals(right);
    }

    /// What `==` answers.
    public static boolean equal(State state, Object left, Object right) {
        if (rawEqual(left, right)) {
            return true;
        }
        if (!(left instanceof LuaTable) || !(right instanceof LuaTable)) {
            return false;
        }
        Object handler = handler(state, left, right, Metamethod.EQ);
        return handler != NIL
                && Values.truth(Values.first(Calling.call(state, handler, left, right)));
    }

    /// What `<` answers.
    public static boolean less(State state, Object left, Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return less(one, other);
        }
        if (left instanceof LuaString text && right instanceof LuaString other) {
            return compare(state, text, other) < 0;
        }
        return byMetamethod(state, left, right, Metamethod.LT);
    }

    /// What `<=` answers. Without `__le` it is the opposite of the reverse `<`, as in the builds of
    /// Lua that are common.
    public static boolean lessOrEqual(State state, Object left, Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return lessOrEqual(one, other);
        }
        if (left instanceof LuaString text && right instanceof LuaString other) {
            return compare(state, text, other) <= 0;
        }
        return byMetamethod(state, left, right, Metamethod.LE);
    }

    /// Order of two [Long] or [Double].
    public static boolean less(Number left, Number right) {
        if (left instanceof Long whole) {
            return right instanceof Long other
                    ? whole < other
                    : less(whole.longValue(), right.doubleValue());
        }
        double real = left.doubleValue();
        return right instanceof Long other
                ? !Double.isNaN(real) && !lessOrEqual(other.longValue(), real)
                : real < right.doubleValue();
    }

    /// Order or equality of two [Long] or [Double].
    public static boolean lessOrEqual(Number left, Number right) {
        if (left instanceof Long whole) {
            return right instanceof Long other
                    ? whole <= other
                    : lessOrEqual(whole.longValue(), right.doubleValue());
        }
        double real = left.doubleValue();
        return right instanceof Long other
                ? !Double.isNaN(real) && !less(other.longValue(), real)
                : real <= right.doubleValue();
    }

    private static boolean equal(long whole, double real) {
        boolean fits = real >= -TOO_LARGE && real < TOO_LARGE;
        return fits && whole == (long) real && real == (long) real;
    }

    private static boolean less(long whole, double real) {
        if (real >= TOO_LARGE) {
            return true;
        }
        return real > -TOO_LARGE && whole < (long) Math.ceil(real);
    }

    private static boolean lessOrEqual(long whole, double real) {
        if (real >= TOO_LARGE) {
            return true;
        }
        return real >= -TOO_LARGE && whole <= (long) Math.floor(real);
    }

    private static int compare(State state, LuaString left, LuaString right) {
        state.budget().steps(Math.min(left.length(), right.length()) / 16);
        return left.compareTo(right);
    }

    private static boolean byMetamethod(State state, Object left, Object right, LuaString name) {
        Object handler = handler(state, left, right, name);
        if (handler == NIL) {
            if (name.equals(Metamethod.LE) && handler(state, left, right, Metamethod.LT) != NIL) {
                return !byMetamethod(state, right, left, Metamethod.LT);
            }
            throw incomparable(left, right);
        }
        return Values.truth(Values.first(Calling.call(state, handler, left, right)));
    }

    private static Object handler(State state, Object left, Object right, LuaString name) {
        Object handler = Metamethod.of(state, left, name);
        return handler == NIL ? Metamethod.of(state, right, name) : handler;
    }

    private static OperationError incomparable(Object left, Object right) {
        String one = TypeName.inMessage(left);
        String other = TypeName.inMessage(right);
        return new OperationError(
                one.equals(other)
                        ? "attempt to compare two " + one + " values"
                        : "attempt to compare " + one + " with " + other);
    }
}
