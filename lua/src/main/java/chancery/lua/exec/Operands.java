package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Calling;
import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.TypeName;
import chancery.lua.runtime.Values;

/// An operator on values that are not both integers or both floats: mixes, texts, metamethods.
final class Operands {
    private Operands() {}

    /// Where an operation stands and how messages call its operands.
    record Place(int line, Node left, Node right) {}

    /// What a metamethod is called for.
    ///
    /// @param name as in `add`
    record Event(int line, String name) {}

    static Object compute(Frame frame, Operator operator, Object left, Object right, Place place) {
        if (operator.bitwise()) {
            return bitwise(frame, operator, left, right, place);
        }
        if (left instanceof Number one && right instanceof Number other) {
            return numbers(frame, operator, one, other, place);
        }
        Object handler = handler(frame, operator, left, right);
        if (handler != NIL) {
            return call(frame, new Event(place.line, operator.event), handler, left, right);
        }
        Number one = Coercion.toNumber(frame.budget, left);
        Number other = Coercion.toNumber(frame.budget, right);
        if (one != null && other != null) {
            return converted(operator, one, other);
        }
        throw unfit(frame, operator, left, right, place);
    }

    private static Object numbers(
            Frame frame, Operator operator, Number left, Number right, Place place) {
        if (left instanceof Long && right.equals(0L)) {
            String complaint = operator.zeroComplaint();
            if (complaint != null) {
                throw Failures.at(frame, place.line, complaint);
            }
        }
        return Operator.compute(operator, left, right);
    }

    /// The same on texts of numbers: an error has no position, as it comes out of the library.
    private static Object converted(Operator operator, Number left, Number right) {
        String complaint = operator.zeroComplaint();
        if (left instanceof Long && right.equals(0L) && complaint != null) {
            throw new LuaError(LuaString.of(complaint), 0);
        }
        return Operator.compute(operator, left, right);
    }

    private static Object bitwise(
            Frame frame, Operator operator, Object left, Object right, Place place) {
        if (left instanceof Number && right instanceof Number) {
            Long one = Coercion.toInteger(frame.budget, left);
            Long other = Coercion.toInteger(frame.budget, right);
            if (one != null && other != null) {
                return Operator.whole(operator, one, other);
            }
        }
        Object handler = handler(frame, operator, left, right);
        if (handler != NIL) {
            return call(frame, new Event(place.line, operator.event), handler, left, right);
        }
        boolean numbers = left instanceof Number && right instanceof Number;
        if (numbers) {
            Node.Name culprit =
                    (Coercion.toInteger(frame.budget, left) == null ? place.left : place.right)
                            .name();
            throw Failures.at(
                    frame,
                    place.line,
                    "number" + Node.Name.behind(culprit) + " has no integer representation");
        }
        boolean first = !(left instanceof Number);
        throw Failures.type(
                frame,
                place.line,
                "perform bitwise operation on",
                first ? left : right,
                (first ? place.left : place.right).name());
    }

    private static LuaError unfit(
            Frame frame, Operator operator, Object left, Object right, Place place) {
        if (left instanceof LuaString || right instanceof LuaString) {
            String message =
                    "attempt to %s a '%s' with a '%s'"
                            .formatted(operator.event, TypeName.of(left), TypeName.of(right));
            return Failures.at(frame, place.line, message);
        }
        boolean second = left instanceof Number;
        return Failures.type(
                frame,
                place.line,
                "perform arithmetic on",
                second ? right : left,
                (second ? place.right : place.left).name());
    }

    private static Object handler(Frame frame, Operator operator, Object left, Object right) {
        return Metamethod.either(frame.state, left, right, operator.metamethod());
    }

    /// What a metamethod answers.
    static Object call(Frame frame, Event event, Object handler, Object left, Object right) {
        if (!(handler instanceof LuaFunction)
                && Metamethod.of(frame.state, handler, Metamethod.CALL) == NIL) {
            throw Failures.type(
                    frame, event.line, "call", handler, new Node.Name("metamethod", event.name));
        }
        try {
            return Values.first(Calling.call(frame.state, handler, left, right));
        } catch (LuaError e) {
            throw passing(e, frame, event.line, event.name);
        }
    }

    /// An error that comes out of a metamethod.
    static LuaError passing(LuaError error, Frame frame, int line, String event) {
        return Failures.passing(error, frame, line, Nil.NIL, new Node.Name("metamethod", event));
    }
}
