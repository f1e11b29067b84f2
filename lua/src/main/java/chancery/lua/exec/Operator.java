package chancery.lua.exec;

import chancery.lua.runtime.LuaString;
import chancery.lua.syntax.BinaryOperator;

import org.jspecify.annotations.Nullable;

/// Operators on numbers, as metatables and messages name them.
enum Operator {
    ADD("add"),
    SUBTRACT("sub"),
    MULTIPLY("mul"),
    DIVIDE("div"),
    FLOOR_DIVIDE("idiv"),
    MODULO("mod"),
    POWER("pow"),
    NEGATE("unm"),
    BIT_AND("band"),
    BIT_OR("bor"),
    BIT_XOR("bxor"),
    SHIFT_LEFT("shl"),
    SHIFT_RIGHT("shr"),
    BIT_NOT("bnot");

    /// What x86 answers for an operation without a defined result.
    private static final double UNDEFINED = Double.longBitsToDouble(0xfff8_0000_0000_0000L);

    final String event;

    @SuppressWarnings("ImmutableEnumChecker") // a text never changes
    private final LuaString metamethod;

    Operator(String event) {
        this.event = event;
        metamethod = LuaString.of("__" + event);
    }

    /// The operator of a source.
    static Operator of(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> ADD;
            case SUBTRACT -> SUBTRACT;
            case MULTIPLY -> MULTIPLY;
            case DIVIDE -> DIVIDE;
            case FLOOR_DIVIDE -> FLOOR_DIVIDE;
            case MODULO -> MODULO;
            case POWER -> POWER;
            case BIT_AND -> BIT_AND;
            case BIT_OR -> BIT_OR;
            case BIT_XOR -> BIT_XOR;
            case SHIFT_LEFT -> SHIFT_LEFT;
            case SHIFT_RIGHT -> SHIFT_RIGHT;
            case CONCATENATE, EQUAL, UNEQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    throw new IllegalStateException(operator + " has a node of its own");
        };
    }

    /// What is wrong with the integer zero to its right; null when nothing is.
    @Nullable String zeroComplaint() {
        return switch (this) {
            case FLOOR_DIVIDE -> "attempt to divide by zero";
            case MODULO -> "attempt to perform 'n%0'";
            default -> null;
        };
    }

    /// The field of a metatable that answers it.
    LuaString metamethod() {
        return metamethod;
    }

    /// Whether it works on integers alone.
    boolean bitwise() {
        return compareTo(BIT_AND) >= 0;
    }

    /// Remainder with the sign of the divisor.
    static double modulo(double left, double right) {
        double rest = left % right;
        if (Double.isNaN(rest)) {
            return undefined(left, right);
        }
        if (rest != 0 && (rest < 0) != (right < 0)) {
            rest += right;
        }
        return rest;
    }

    static double power(double left, double right) {
        if (right == 2) {
            return left * left;
        }
        if (left == 1 || (left == -1 && Double.isInfinite(right))) {
            return 1;
        }
        double result = Math.pow(left, right);
        return Double.isNaN(result) ? undefined(left, right) : result;
    }

    /// Shifts left, or right by a negative count; zero bits come in.
    static long shift(long value, long count) {
        if (count <= -64 || count >= 64) {
            return 0;
        }
        return count >= 0 ? value << count : value >>> -count;
    }

    /// Shifts right, or left by a negative count.
    static long shiftRight(long value, long count) {
        return count == Long.MIN_VALUE ? 0 : shift(value, -count);
    }

    /// An operator on two numbers; no integer is divided by zero.
    static Object compute(Operator operator, Number left, Number right) {
        return left instanceof Long one && right instanceof Long other
                ? whole(operator, one, other)
                : real(operator, left.doubleValue(), right.doubleValue());
    }

    /// The numeric operators but the bitwise ones, on two numbers that are not both integers.
    static double real(Operator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case FLOOR_DIVIDE -> Math.floor(left / right);
            case MODULO -> modulo(left, right);
            case POWER -> power(left, right);
            case NEGATE -> negate(left);
            case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, BIT_NOT ->
                    throw new IllegalStateException(operator + " on floats");
        };
    }

    /// The operators on two integers, wrapping around; the divisor is not zero.
    static Object whole(Operator operator, long left, long right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> (double) left / (double) right;
            case FLOOR_DIVIDE -> Math.floorDiv(left, right);
            case MODULO -> Math.floorMod(left, right);
            case POWER -> power((double) left, (double) right);
            case NEGATE -> -left;
            case BIT_AND -> left & right;
            case BIT_OR -> left | right;
            case BIT_XOR -> left ^ right;
            case SHIFT_LEFT -> shift(left, right);
            case SHIFT_RIGHT -> shiftRight(left, right);
            case BIT_NOT -> ~left;
        };
    }

    static double negate(double value) {
        return Double.isNaN(value)
                ? Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ Long.MIN_VALUE)
                : -value;
    }

    private static double undefined(double left, double right) {
        if (Double.isNaN(left)) {
            return left;
        }
        return Double.isNaN(right) ? right : UNDEFINED;
    }
}
