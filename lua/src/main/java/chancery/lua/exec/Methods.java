package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;

/// `object:name(arguments)`
final class Methods {
    private Methods() {}

    /// Of what a method is called.
    ///
    /// @param line where the method is looked up
    record Target(Node object, LuaString name, int line) {}

    /// Any method call.
    abstract static class Method extends Calls.Call {
        private final Target target;
        private final Node object;
        private final int slot;
        private final LuaString key;

        Method(Target target, int line) {
            super(line);
            this.target = target;
            object = target.object;
            key = target.name;
            slot = Variables.slotOf(object);
        }

        final Object object(Frame frame) {
            return slot >= 0 ? frame.slots[slot] : object.eval(frame);
        }

        final Object method(Frame frame, Object self) {
            if (self instanceof LuaTable table) {
                Object value = table.get(key);
                if (value != NIL) {
                    return value;
                }
            }
            return Fields.slowGet(frame, target.line, self, key, object.name());
        }

        @Override
        final Node.Name called() {
            return new Node.Name("method", key.toString());
        }
    }

    /// `o:m()`
    static final class None extends Method {
        None(Target target, int line) {
            super(target, line);
        }

        @Override
        Object evalAll(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            frame.budget.step();
            try {
                if (callee instanceof Closure closure) {
                    return closure.call(frame.state, self);
                }
                if (callee instanceof LuaFunction other) {
                    return other.call(frame.state, self);
                }
            } catch (LuaError e) {
                throw passing(e, frame, callee);
            }
            return any(frame, callee, new Object[] {self});
        }

        @Override
        Object tail(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            frame.budget.step();
            return callee instanceof Closure closure
                    ? closure.frame(frame.state, self)
                    : anyTail(frame, callee, new Object[] {self});
        }
    }

    /// `o:m(a)`
    static final class One extends Method {
        private final Node first;

        One(Target target, Node first, int line) {
            super(target, line);
            this.first = first;
        }

        @Override
        Object evalAll(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            Object argument = first.eval(frame);
            frame.budget.step();
            try {
                if (callee instanceof Closure closure) {
                    return closure.call(frame.state, self, argument);
                }
                if (callee instanceof LuaFunction other) {
                    return other.call(frame.state, self, argument);
                }
            } catch (LuaError e) {
                throw passing(e, frame, callee);
            }
            return any(frame, callee, new Object[] {self, argument});
        }

        @Override
        Object tail(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            Object argument = first.eval(frame);
            frame.budget.step();
            return callee instanceof Closure closure
                    ? closure.frame(frame.state, self, argument)
                    : anyTail(frame, callee, new Object[] {self, argument});
        }
    }

    /// `o:m(a, b)`
    static final class Two extends Method {
        private final Node first;
        private final Node second;

        Two(Target target, Node[] arguments, int line) {
            super(target, line);
            first = arguments[0];
            second = arguments[1];
        }

        @Override
        Object evalAll(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            Object one = first.eval(frame);
            Object two = second.eval(frame);
            frame.budget.step();
            try {
                if (callee instanceof Closure closure) {
                    return closure.call(frame.state, self, one, two);
                }
                if (callee instanceof LuaFunction other) {
                    return other.call(frame.state, self, one, two);
                }
            } catch (LuaError e) {
                throw passing(e, frame, callee);
            }
            return any(frame, callee, new Object[] {self, one, two});
        }

        @Override
        Object tail(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            Object[] values = {self, first.eval(frame), second.eval(frame)};
            frame.budget.step();
            return anyTail(frame, callee, values);
        }
    }

    /// Any arguments, the last of which may give many values.
    static final class Many extends Method {
        private final Node[] arguments;

        Many(Target target, Node[] arguments, int line) {
            super(target, line);
            this.arguments = arguments;
        }

        @Override
        Object evalAll(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            return any(frame, callee, values(frame, self));
        }

        @Override
        Object tail(Frame frame) {
            Object self = object(frame);
            Object callee = method(frame, self);
            return anyTail(frame, callee, values(frame, self));
        }

        private Object[] values(Frame frame, Object self) {
            Object[] values = Lists.evalAll(frame, arguments, 1);
            values[0] = self;
            frame.budget.step();
            return values;
        }
    }

    /// The node for a method call.
    static Calls.Call of(Target target, Node[] arguments, int line) {
        int count = arguments.length;
        if (count > 2 || (count > 0 && arguments[count - 1].multiple())) {
            return new Many(target, arguments, line);
        }
        return switch (count) {
            case 0 -> new None(target, line);
            case 1 -> new One(target, arguments[0], line);
            default -> new Two(target, arguments, line);
        };
    }
}
