package chancery.lua.exec;

import chancery.lua.operation.Comparing;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Values;

/// What is true or false: comparisons, and the operators that decide by it.
final class Conditions {
    private Conditions() {}

    /// A comparison of two operands.
    abstract static class Comparison extends Operations.Binary {
        Comparison(Operands.Place place) {
            super(place);
        }

        @Override
        abstract boolean test(Frame frame);

        @Override
        final Object eval(Frame frame) {
            return test(frame);
        }
    }

    static final class Less extends Comparison {
        Less(Operands.Place place) {
            super(place);
        }

        @Override
        boolean test(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            return less(frame, left, right, place);
        }
    }

    static final class LessOrEqual extends Comparison {
        LessOrEqual(Operands.Place place) {
            super(place);
        }

        @Override
        boolean test(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            return lessOrEqual(frame, left, right, place);
        }
    }

    static final class Greater extends Comparison {
        Greater(Operands.Place place) {
            super(place);
        }

        @Override
        boolean test(Frame frame) {
            Object larger = left(frame);
            Object smaller = right(frame);
            return less(frame, smaller, larger, place);
        }
    }

    static final class GreaterOrEqual extends Comparison {
        GreaterOrEqual(Operands.Place place) {
            super(place);
        }

        @Override
        boolean test(Frame frame) {
            Object larger = left(frame);
            Object smaller = right(frame);
            return lessOrEqual(frame, smaller, larger, place);
        }
    }

    static final class Equal extends Comparison {
        Equal(Operands.Place place) {
            super(place);
        }

        @Override
        boolean test(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            return equal(frame, left, right, place);
        }
    }

    static final class Unequal extends Comparison {
        Unequal(Operands.Place place) {
            super(place);
        }

        @Override
        boolean test(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            return !equal(frame, left, right, place);
        }
    }

    /// `not operand`
    static final class Not extends Node {
        private final Node operand;

        Not(Node operand) {
            this.operand = operand;
        }

        @Override
        Object eval(Frame frame) {
            return test(frame);
        }

        @Override
        boolean test(Frame frame) {
            return !operand.test(frame);
        }
    }

    /// `a and b and ...`
    static final class And extends Node {
        private final Node[] operands;

        And(Node[] operands) {
            this.operands = operands;
        }

        @Override
        Object eval(Frame frame) {
            int last = operands.length - 1;
            for (int i = 0; i < last; i++) {
                Object value = operands[i].eval(frame);
                if (!Values.truth(value)) {
                    return value;
                }
            }
            return operands[last].eval(frame);
        }

        @Override
        boolean test(Frame frame) {
            for (Node operand : operands) {
                if (!operand.test(frame)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// `a or b or ...`
    static final class Or extends Node {
        private final Node[] operands;

        Or(Node[] operands) {
            this.operands = operands;
        }

        @Override
        Object eval(Frame frame) {
            int last = operands.length - 1;
            for (int i = 0; i < last; i++) {
                Object value = operands[i].eval(frame);
                if (Values.truth(value)) {
                    return value;
                }
            }
            return operands[last].eval(frame);
        }

        @Override
        boolean test(Frame frame) {
            for (Node operand : operands) {
                if (operand.test(frame)) {
                    return true;
                }
            }
            return false;
        }
    }

    static boolean less(Frame frame, Object left, Object right, Operands.Place place) {
        if (left instanceof Long one && right instanceof Long other) {
            return one < other;
        }
        if (left instanceof Double one && right instanceof Double other) {
            return one < other;
        }
        try {
            return Comparing.less(frame.state, left, right);
        } catch (LuaError e) {
            throw Operands.passing(e, frame, place.line(), "lt");
        }
    }

    static boolean lessOrEqual(Frame frame, Object left, Object right, Operands.Place place) {
        if (left instanceof Long one && right instanceof Long other) {
            return one <= other;
        }
        if (left instanceof Double one && right instanceof Double other) {
            return one <= other;
        }
        try {
            return Comparing.lessOrEqual(frame.state, left, right);
        } catch (LuaError e) {
            throw Operands.passing(e, frame, place.line(), "le");
        }
    }

    static boolean equal(Frame frame, Object left, Object right, Operands.Place place) {
        if (left == right) {
            return !(left instanceof Double number && Double.isNaN(number));
        }
        if (left instanceof Long one && right instanceof Long other) {
            return one.longValue() == other.longValue();
        }
        if (left instanceof LuaString one && right instanceof LuaString other) {
            return one.equals(other);
        }
        try {
            return Comparing.equal(frame.state, left, right);
        } catch (LuaError e) {
            throw Operands.passing(e, frame, place.line(), "eq");
        }
    }
}
