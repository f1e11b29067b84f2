package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.Values;

import org.jspecify.annotations.Nullable;

/// Calls of functions.
final class Calls {
    private Calls() {}

    /// Any call.
    abstract static class Call extends Node {
        final int line;

        Call(int line) {
            this.line = line;
        }

        @Override
        final Object eval(Frame frame) {
            Object result = evalAll(frame);
            return result instanceof Object[] many ? (many.length == 0 ? NIL : many[0]) : result;
        }

        @Override
        abstract Object evalAll(Frame frame);

        /// The call as the last thing that a function does: a frame to run next, or the result of
        /// what is no closure.
        abstract Object tail(Frame frame);

        @Override
        final boolean multiple() {
            return true;
        }

        /// What messages call the function by.
        abstract Node.@Nullable Name called();

        final LuaError passing(LuaError error, Frame frame, Object callee) {
            return Failures.passing(error, frame, line, callee, called());
        }

        /// A call with arguments in an array, of whatever it is that is called.
        final Object any(Frame frame, Object callee, Object[] arguments) {
            return Calls.any(frame, line, callee, arguments, called());
        }

        final Object anyTail(Frame frame, Object callee, Object[] arguments) {
            if (callee instanceof Closure closure) {
                return closure.frame(frame.state, arguments);
            }
            if (callee instanceof LuaFunction) {
                return any(frame, callee, arguments);
            }
            Object handler = handler(frame, line, callee, called());
            return anyTail(frame, handler, before(callee, arguments));
        }
    }

    /// `f()`
    static final class None extends Call {
        private final Node function;

        None(Node function, int line) {
            super(line);
            this.function = function;
        }

        @Override
        Object evalAll(Frame frame) {
            Object callee = function.eval(frame);
            frame.budget.step();
            try {
                if (callee instanceof Closure closure) {
                    return closure.call(frame.state);
                }
                if (callee instanceof LuaFunction other) {
                    return other.call(frame.state);
                }
            } catch (LuaError e) {
                throw passing(e, frame, callee);
            }
            return any(frame, callee, Values.none());
        }

        @Override
        Object tail(Frame frame) {
            Object callee = function.eval(frame);
            frame.budget.step();
            return callee instanceof Closure closure
                    ? closure.frame(frame.state)
                    : anyTail(frame, callee, Values.none());
        }

        @Override
        Node.@Nullable Name called() {
            return function.name();
        }
    }

    /// `f(a)`
    static final class One extends Call {
        private final Node function;
        private final Node first;

        One(Node function, Node first, int line) {
            super(line);
            this.function = function;
            this.first = first;
        }

        @Override
        Object evalAll(Frame frame) {
            Object callee = function.eval(frame);
            Object argument = first.eval(frame);
            frame.budget.step();
            try {
                if (callee instanceof Closure closure) {
                    return closure.call(frame.state, argument);
                }
                if (callee instanceof LuaFunction other) {
                    return other.call(frame.state, argument);
                }
            } catch (LuaError e) {
                throw passing(e, frame, callee);
            }
            return any(frame, callee, new Object[] {argument});
        }

        @Override
        Object tail(Frame frame) {
            Object callee = function.eval(frame);
            Object argument = first.eval(frame);
            frame.budget.step();
            return callee instanceof Closure closure
                    ? closure.frame(frame.state, argument)
                    : anyTail(frame, callee, new Object[] {argument});
        }

        @Override
        Node.@Nullable Name called() {
            return function.name();
        }
    }

    /// `f(a, b)`
    static final class Two extends Call {
        private final Node function;
        private final Node first;
        private final Node second;

        Two(Node function, Node first, Node second, int line) {
            super(line);
            this.function = function;
            this.first = first;
            this.second = second;
        }

        @Override
        Object evalAll(Frame frame) {
            Object callee = function.eval(frame);
            Object one = first.eval(frame);
            Object two = second.eval(frame);
            frame.budget.step();
            try {
                if (callee instanceof Closure closure) {
                    return closure.call(frame.state, one, two);
                }
                if (callee instanceof LuaFunction other) {
                    return other.call(frame.state, one, two);
                }
            } catch (LuaError e) {
                throw passing(e, frame, callee);
            }
            return any(frame, callee, new Object[] {one, two});
        }

        @Override
        Object tail(Frame frame) {
            Object callee = function.eval(frame);
            Object one = first.eval(frame);
            Object two = second.eval(frame);
            frame.budget.step();
            return callee instanceof Closure closure
                    ? closure.frame(frame.state, one, two)
                    : anyTail(frame, callee, new Object[] {one, two});
        }

        @Override
        Node.@Nullable Name called() {
            return function.name();
        }
    }

    /// `f(a, b, c)`
    static final class Three extends Call {
        private final Node function;
        private final Node first;
        private final Node second;
        private final Node third;

        Three(Node function, Node[] arguments, int line) {
            super(line);
            this.function = function;
            first = arguments[0];
            second = arguments[1];
            third = arguments[2];
        }

        @Override
        Object evalAll(Frame frame) {
            Object callee = function.eval(frame);
            Object one = first.eval(frame);
            Object two = second.eval(frame);
            Object three = third.eval(frame);
            frame.budget.step();
            try {
                if (callee instanceof Closure closure) {
                    return closure.call(frame.state, one, two, three);
                }
                if (callee instanceof LuaFunction other) {
                    return other.call(frame.state, one, two, three);
                }
            } catch (LuaError e) {
                throw passing(e, frame, callee);
            }
            return any(frame, callee, new Object[] {one, two, three});
        }

        @Override
        Object tail(Frame frame) {
            Object callee = function.eval(frame);
            Object[] values = {first.eval(frame), second.eval(frame), third.eval(frame)};
            frame.budget.step();
            return anyTail(frame, callee, values);
        }

        @Override
        Node.@Nullable Name called() {
            return function.name();
        }
    }

    /// Any arguments, the last of which may give many values.
    static final class Many extends Call {
        private final Node function;
        private final Node[] arguments;

        Many(Node function, Node[] arguments, int line) {
            super(line);
            this.function = function;
            this.arguments = arguments;
        }

        @Override
        Object evalAll(Frame frame) {
            Object callee = function.eval(frame);
            Object[] values = Lists.evalAll(frame, arguments, 0);
            frame.budget.step();
            return any(frame, callee, values);
        }

        @Override
        Object tail(Frame frame) {
            Object callee = function.eval(frame);
            Object[] values = Lists.evalAll(frame, arguments, 0);
            frame.budget.step();
            return anyTail(frame, callee, values);
        }

        @Override
        Node.@Nullable Name called() {
            return function.name();
        }
    }

    /// Calls a function or what `__call` makes callable.
    static Object any(
            Frame frame, int line, Object callee, Object[] arguments, Node.@Nullable Name name) {
        Object target = callee;
        Object[] values = arguments;
        while (!(target instanceof LuaFunction)) {
            frame.budget.steps(values.length / 16);
            values = before(target, values);
            target = handler(frame, line, target, name);
        }
        try {
            return ((LuaFunction) target).invoke(frame.state, values);
        } catch (LuaError e) {
            throw Failures.passing(e, frame, line, target, name);
        }
    }

    private static Object handler(Frame frame, int line, Object target, Node.@Nullable Name name) {
        frame.budget.step();
        Object handler = Metamethod.of(frame.state, target, Metamethod.CALL);
        if (handler == NIL) {
            throw Failures.type(frame, line, "call", target, name);
        }
        return handler;
    }

    private static Object[] before(Object first, Object[] rest) {
        Object[] all = new Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    /// The node for a call.
    static Call of(Node function, Node[] arguments, int line) {
        int count = arguments.length;
        if (count > 3 || (count > 0 && arguments[count - 1].multiple())) {
            return new Many(function, arguments, line);
        }
        return switch (count) {
            case 0 -> new None(function, line);
            case 1 -> new One(function, arguments[0], line);
            case 2 -> new Two(function, arguments[0], arguments[1], line);
            default -> new Three(function, arguments, line);
        };
    }
}
