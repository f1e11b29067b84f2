package chancery.lua.exec;

import chancery.lua.syntax.BinaryOperator;

import org.jspecify.annotations.Nullable;

/// Operators on two numbers: integers first, then floats, then everything else.
final class Operations {
    private Operations() {}

    /// Two operands. One that is a local variable is read without a call.
    abstract static class Binary extends Node {
        final Operands.Place place;
        final Node left;
        final Node right;
        private final int leftSlot;
        private final int rightSlot;

        Binary(Operands.Place place) {
            this.place = place;
            left = place.left();
            right = place.right();
            leftSlot = Variables.slotOf(left);
            rightSlot = Variables.slotOf(right);
        }

        final Object left(Frame frame) {
            return leftSlot >= 0 ? frame.slots[leftSlot] : left.eval(frame);
        }

        final Object right(Frame frame) {
            return rightSlot >= 0 ? frame.slots[rightSlot] : right.eval(frame);
        }
    }

    /// An operand and an integer of the source.
    abstract static class WithInteger extends Node {
        final Operands.Place place;
        final long whole;
        final double real;
        private final Node left;
        private final int leftSlot;

        WithInteger(Operands.Place place, long whole) {
            this.place = place;
            this.whole = whole;
            real = whole;
            left = place.left();
            leftSlot = Variables.slotOf(left);
        }

        final Object left(Frame frame) {
            return leftSlot >= 0 ? frame.slots[leftSlot] : left.eval(frame);
        }

        final Object slow(Frame frame, Operator operator, Object left) {
            return Operands.compute(frame, operator, left, whole, place);
        }
    }

    static final class Add extends Binary {
        Add(Operands.Place place) {
            super(place);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            if (left instanceof Long one && right instanceof Long other) {
                return one + other;
            }
            if (left instanceof Double one && right instanceof Double other) {
                return one + other;
            }
            return Operands.compute(frame, Operator.ADD, left, right, place);
        }
    }

    static final class AddInteger extends WithInteger {
        AddInteger(Operands.Place place, long whole) {
            super(place, whole);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            if (left instanceof Long one) {
                return one + whole;
            }
            if (left instanceof Double one) {
                return one + real;
            }
            return slow(frame, Operator.ADD, left);
        }
    }

    static final class Subtract extends Binary {
        Subtract(Operands.Place place) {
            super(place);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            if (left instanceof Long one && right instanceof Long other) {
                return one - other;
            }
            if (left instanceof Double one && right instanceof Double other) {
                return one - other;
            }
            return Operands.compute(frame, Operator.SUBTRACT, left, right, place);
        }
    }

    static final class SubtractInteger extends WithInteger {
        SubtractInteger(Operands.Place place, long whole) {
            super(place, whole);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            if (left instanceof Long one) {
                return one - whole;
            }
            if (left instanceof Double one) {
                return one - real;
            }
            return slow(frame, Operator.SUBTRACT, left);
        }
    }

    static final class Multiply extends Binary {
        Multiply(Operands.Place place) {
            super(place);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            if (left instanceof Long one && right instanceof Long other) {
                return one * other;
            }
            if (left instanceof Double one && right instanceof Double other) {
                return one * other;
            }
            return Operands.compute(frame, Operator.MULTIPLY, left, right, place);
        }
    }

    static final class MultiplyInteger extends WithInteger {
        MultiplyInteger(Operands.Place place, long whole) {
            super(place, whole);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            if (left instanceof Long one) {
                return one * whole;
            }
            if (left instanceof Double one) {
                return one * real;
            }
            return slow(frame, Operator.MULTIPLY, left);
        }
    }

    static final class Divide extends Binary {
        Divide(Operands.Place place) {
            super(place);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            if (left instanceof Double one && right instanceof Double other) {
                return one / other;
            }
            if (left instanceof Long one && right instanceof Long other) {
                return one.doubleValue() / other.doubleValue();
            }
            return Operands.compute(frame, Operator.DIVIDE, left, right, place);
        }
    }

    static final class FloorDivide extends Binary {
        FloorDivide(Operands.Place place) {
            super(place);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            if (left instanceof Long one && right instanceof Long other && other != 0) {
                return Math.floorDiv(one, other.longValue());
            }
            return Operands.compute(frame, Operator.FLOOR_DIVIDE, left, right, place);
        }
    }

    /// The integer is positive.
    static final class FloorDivideInteger extends WithInteger {
        FloorDivideInteger(Operands.Place place, long whole) {
            super(place, whole);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            if (left instanceof Long one) {
                return Math.floorDiv(one, whole);
            }
            return slow(frame, Operator.FLOOR_DIVIDE, left);
        }
    }

    static final class Modulo extends Binary {
        Modulo(Operands.Place place) {
            super(place);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            if (left instanceof Long one && right instanceof Long other && other != 0) {
                return Math.floorMod(one, other.longValue());
            }
            return Operands.compute(frame, Operator.MODULO, left, right, place);
        }
    }

    /// The integer is positive.
    static final class ModuloInteger extends WithInteger {
        ModuloInteger(Operands.Place place, long whole) {
            super(place, whole);
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            if (left instanceof Long one) {
                return Math.floorMod(one, whole);
            }
            return slow(frame, Operator.MODULO, left);
        }
    }

    /// The operators that are less used.
    static final class Other extends Binary {
        private final Operator operator;

        Other(Operator operator, Operands.Place place) {
            super(place);
            this.operator = operator;
        }

        @Override
        Object eval(Frame frame) {
            Object left = left(frame);
            Object right = right(frame);
            if (left instanceof Long one && right instanceof Long other) {
                return Operator.whole(operator, one, other);
            }
            return Operands.compute(frame, operator, left, right, place);
        }
    }

    /// Reads its left operand last: a variable that the right one may change.
    static final class Late extends Node {
        private final Operator operator;
        private final Operands.Place place;

        Late(Operator operator, Operands.Place place) {
            this.operator = operator;
            this.place = place;
        }

        @Override
        Object eval(Frame frame) {
            Object right = place.right().eval(frame);
            Object left = place.left().eval(frame);
            return Operands.compute(frame, operator, left, right, place);
        }
    }

    /// `-` before an operand.
    static final class Negate extends Node {
        private final Operands.Place place;

        Negate(Operands.Place place) {
            this.place = place;
        }

        @Override
        Object eval(Frame frame) {
            Object value = place.left().eval(frame);
            if (value instanceof Long number) {
                return -number;
            }
            if (value instanceof Double number) {
                return Operator.negate(number);
            }
            return Operands.compute(frame, Operator.NEGATE, value, value, place);
        }
    }

    /// `~` before an operand.
    static final class BitNot extends Node {
        private final Operands.Place place;

        BitNot(Operands.Place place) {
            this.place = place;
        }

        @Override
        Object eval(Frame frame) {
            Object value = place.left().eval(frame);
            if (value instanceof Long number) {
                return ~number;
            }
            return Operands.compute(frame, Operator.BIT_NOT, value, value, place);
        }
    }

    /// `first op operand op operand ...`, grouped to the left: runs on a stack that does not grow
    /// with its length.
    static final class Chain extends Node {
        private final Node first;
        private final BinaryOperator[] operators;
        private final Operands.Place[] places;

        Chain(Node first, BinaryOperator[] operators, Operands.Place[] places) {
            this.first = first;
            this.operators = operators;
            this.places = places;
        }

        @Override
        Object eval(Frame frame) {
            Object value = first.eval(frame);
            for (int i = 0; i < operators.length; i++) {
                Operands.Place place = places[i];
                value = apply(frame, operators[i], value, place.right().eval(frame), place);
            }
            return value;
        }

        private static Object apply(
                Frame frame,
                BinaryOperator operator,
                Object left,
                Object right,
                Operands.Place place) {
            return switch (operator) {
                case EQUAL -> Conditions.equal(frame, left, right, place);
                case UNEQUAL -> !Conditions.equal(frame, left, right, place);
                case LESS -> Conditions.less(frame, left, right, place);
                case LESS_OR_EQUAL -> Conditions.lessOrEqual(frame, left, right, place);
                case GREATER -> Conditions.less(frame, right, left, place);
                case GREATER_OR_EQUAL -> Conditions.lessOrEqual(frame, right, left, place);
                default -> Operands.compute(frame, Operator.of(operator), left, right, place);
            };
        }
    }

    /// The node for an operator.
    static Node of(Operator operator, Operands.Place place) {
        if (place.left() instanceof Variables.Shared && !place.right().plain()) {
            return new Late(operator, place);
        }
        Node special = withInteger(operator, place);
        if (special != null) {
            return special;
        }
        return switch (operator) {
            case ADD -> new Add(place);
            case SUBTRACT -> new Subtract(place);
            case MULTIPLY -> new Multiply(place);
            case DIVIDE -> new Divide(place);
            case FLOOR_DIVIDE -> new FloorDivide(place);
            case MODULO -> new Modulo(place);
            case NEGATE -> new Negate(place);
            case BIT_NOT -> new BitNot(place);
            case POWER, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT ->
                    new Other(operator, place);
        };
    }

    private static @Nullable Node withInteger(Operator operator, Operands.Place place) {
        if (!(place.right() instanceof Variables.Constant constant
                && constant.value instanceof Long number)) {
            return null;
        }
        return switch (operator) {
            case ADD -> new AddInteger(place, number);
            case SUBTRACT -> new SubtractInteger(place, number);
            case MULTIPLY -> new MultiplyInteger(place, number);
            case FLOOR_DIVIDE -> number > 0 ? new FloorDivideInteger(place, number) : null;
            case MODULO -> number > 0 ? new ModuloInteger(place, number) : null;
            default -> null;
        };
    }
}
