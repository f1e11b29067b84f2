package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.number.Randomness;
import chancery.lua.operation.Comparing;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

import java.util.Map;

/// `math` (manual 6.7).
final class MathLibrary {
    private static final LuaString INTEGER = LuaString.of("integer");
    private static final LuaString FLOAT = LuaString.of("float");
    private static final double DEGREES = 180.0 / Math.PI;
    private static final double RADIANS = Math.PI / 180.0;

    private MathLibrary() {}

    static Map<String, Object> fields() {
        return new Functions("math.")
                .set("pi", Math.PI)
                .set("huge", Double.POSITIVE_INFINITY)
                .set("maxinteger", Long.MAX_VALUE)
                .set("mininteger", Long.MIN_VALUE)
                .add("abs", MathLibrary::abs)
                .add("acos", (_, given) -> Reals.acos(given.real(1)))
                .add("asin", (_, given) -> Reals.asin(given.real(1)))
                .add("atan", (_, given) -> Reals.atan(given.real(1), divisor(given)))
                .add("ceil", (_, given) -> rounded(given, Rounding.UP))
                .add("cos", (_, given) -> Reals.cos(given.real(1)))
                .add("deg", (_, given) -> given.real(1) * DEGREES)
                .add("exp", (_, given) -> Reals.exp(given.real(1)))
                .add("floor", (_, given) -> rounded(given, Rounding.DOWN))
                .add("fmod", MathLibrary::fmod)
                .add("log", MathLibrary::log)
                .add("max", (state, given) -> extreme(state, given, 1))
                .add("min", (state, given) -> extreme(state, given, -1))
                .add("modf", MathLibrary::modf)
                .add("rad", (_, given) -> given.real(1) * RADIANS)
                .add("random", MathLibrary::random)
                .add("randomseed", MathLibrary::randomSeed)
                .add("sin", (_, given) -> Reals.sin(given.real(1)))
                .add("sqrt", (_, given) -> Reals.sqrt(given.real(1)))
                .add("tan", (_, given) -> Reals.tan(given.real(1)))
                .add("tointeger", MathLibrary::toInteger)
                .add("type", MathLibrary::type)
                .add("ult", MathLibrary::lessUnsigned)
                .fields();
    }

    private enum Rounding {
        UP,
        DOWN
    }

    private static Object abs(State state, Arguments arguments) {
        return arguments.get(1) instanceof Long number
                ? (Object) (number < 0 ? -number : number)
                : (Object) Math.abs(arguments.real(1));
    }

    private static double divisor(Arguments arguments) {
        return arguments.absent(2) ? 1 : arguments.real(2);
    }

    private static Object rounded(Arguments arguments, Rounding rounding) {
        if (arguments.get(1) instanceof Long number) {
            return number;
        }
        double real = arguments.real(1);
        return integerWherePossible(
                switch (rounding) {
                    case UP -> Math.ceil(real);
                    case DOWN -> Math.floor(real);
                });
    }

    private static Object integerWherePossible(double integral) {
        Long whole = Coercion.toInteger(integral);
        return whole == null ? (Object) integral : whole;
    }

    private static Object fmod(State state, Arguments arguments) {
        if (arguments.get(1) instanceof Long one && arguments.get(2) instanceof Long other) {
            if (other == 0) {
                throw arguments.wrong(2, "zero");
            }
            return one % other;
        }
        double divisor = arguments.real(2);
        return Reals.fmod(arguments.real(1), divisor);
    }

    private static Object log(State state, Arguments arguments) {
        double real = arguments.real(1);
        return arguments.absent(2) ? Reals.log(real) : Reals.log(real, arguments.real(2));
    }

    /// The largest or, by a negative sign, the smallest argument.
    private static Object extreme(State state, Arguments arguments, int sign) {
        if (arguments.count() == 0) {
            throw arguments.wrong(1, "value expected");
        }
        state.budget().steps(arguments.count());
        Object extreme = arguments.get(1);
        for (int i = 2; i <= arguments.count(); i++) {
            Object value = arguments.get(i);
            boolean further =
                    sign > 0
                            ? Comparing.less(state, extreme, value)
                            : Comparing.less(state, value, extreme);
            if (further) {
                extreme = value;
            }
        }
        return extreme;
    }

    private static Object modf(State state, Arguments arguments) {
        if (arguments.get(1) instanceof Long number) {
            return new Object[] {number, 0.0};
        }
        double real = arguments.real(1);
        double whole = real < 0 ? Math.ceil(real) : Math.floor(real);
        double rest = real == whole ? 0.0 : real - whole;
        return new Object[] {integerWherePossible(whole), rest};
    }

    private static Object random(State state, Arguments arguments) {
        Randomness randomness = state.randomness();
        long bits = randomness.next();
        long low = 1;
        long high;
        switch (arguments.count()) {
            case 0 -> {
                return (bits >>> 11) * 0x1p-53;
            }
            case 1 -> {
                high = arguments.integer(1);
                if (high == 0) {
                    return bits;
                }
            }
            case 2 -> {
                low = arguments.integer(1);
                high = arguments.integer(2);
            }
            default -> throw new LuaError("wrong number of arguments");
        }
        if (low > high) {
            throw arguments.wrong(1, "interval is empty");
        }
        return low + randomness.upTo(high - low, bits);
    }

    private static Object randomSeed(State state, Arguments arguments) {
        if (arguments.count() == 0) {
            long[] seeds = state.randomness().reseed();
            return new Object[] {seeds[0], seeds[1]};
        }
        long first = arguments.integer(1);
        long second = arguments.integer(2, 0);
        state.randomness().seed(first, second);
        return new Object[] {first, second};
    }

    private static Object toInteger(State state, Arguments arguments) {
        Object value = arguments.any(1);
        Long whole = Coercion.toInteger(state.budget(), value);
        return whole == null ? NIL : whole;
    }

    private static Object type(State state, Arguments arguments) {
        Object value = arguments.any(1);
        if (value instanceof Long) {
            return INTEGER;
        }
        return value instanceof Double ? FLOAT : NIL;
    }

    private static Object lessUnsigned(State state, Arguments arguments) {
        long one = arguments.integer(1);
        return Long.compareUnsigned(one, arguments.integer(2)) < 0;
    }
}
