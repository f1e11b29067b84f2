package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Iterator;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Values;

import org.jspecify.annotations.Nullable;

/// The loops over what an iterator answers.
final class Walks {
    private static final Node.Name ITERATOR = new Node.Name("for iterator", "for iterator");

    private Walks() {}

    /// What a loop is made of.
    ///
    /// @param line of the calls of the iterator
    /// @param doLine where a value that cannot be closed is refused
    /// @param lastLine where the value is closed
    record Header(int line, int doLine, int lastLine, Assignments.Target[] variables) {}

    /// `for variables in values do ... end`
    static final class Generic extends Command {
        private final Header header;
        private final Node[] values;
        private final Command body;
        /// Slots of the first two variables when there are no others and closures share neither.
        private final int keySlot;
        private final int valueSlot;

        Generic(Header header, Node[] values, Command body, int keySlot, int valueSlot) {
            this.header = header;
            this.values = values;
            this.body = body;
            this.keySlot = keySlot;
            this.valueSlot = valueSlot;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            Object[] start = Lists.evalExactly(frame, values, 4);
            Object closing = start[3];
            Object result;
            if (closing == NIL || closing == Boolean.FALSE) {
                result = loop(frame, start);
            } else {
                Closing.Scope scope =
                        new Closing.Scope("(for state)", header.doLine, header.lastLine);
                result = Closing.around(frame, closing, scope, new Loop(this, start));
            }
            return result == BREAK ? null : result;
        }

        private @Nullable Object loop(Frame frame, Object[] start) {
            if (keySlot >= 0
                    && start[0] == Iterator.NEXT
                    && start[1] instanceof LuaTable table
                    && start[2] == NIL) {
                return walk(frame, table);
            }
            if (keySlot >= 0
                    && start[0] == Iterator.INDEX
                    && start[1] instanceof LuaTable table
                    && start[2] instanceof Long before
                    && table.metatable() == null) {
                return count(frame, table, before);
            }
            return call(frame, start[0], start[1], start[2]);
        }

        private @Nullable Object walk(Frame frame, LuaTable table) {
            LuaTable.Walk walk = table.walk();
            Object[] slots = frame.slots;
            while (walk.advance()) {
                frame.budget.steps(1 + walk.steps());
                slots[keySlot] = walk.key();
                if (valueSlot >= 0) {
                    slots[valueSlot] = walk.value();
                }
                Object result = body.exec(frame);
                if (result != null) {
                    return result;
                }
            }
            frame.budget.steps(walk.steps());
            return null;
        }

        private @Nullable Object count(Frame frame, LuaTable table, long before) {
            Object[] slots = frame.slots;
            long index = before;
            while (true) {
                Object value = table.get(++index);
                if (value == NIL) {
                    if (table.metatable() == null) {
                        return null;
                    }
                    return call(frame, Iterator.INDEX, table, index - 1);
                }
                frame.budget.step();
                slots[keySlot] = index;
                if (valueSlot >= 0) {
                    slots[valueSlot] = value;
                }
                Object result = body.exec(frame);
                if (result != null) {
                    return result;
                }
            }
        }

        private @Nullable Object call(Frame frame, Object iterator, Object state, Object first) {
            Object control = first;
            while (true) {
                frame.budget.step();
                Object answer = next(frame, iterator, state, control);
                control = Values.first(answer);
                if (control == NIL) {
                    return null;
                }
                set(frame, answer);
                Object result = body.exec(frame);
                if (result != null) {
                    return result;
                }
            }
        }

        private void set(Frame frame, Object answer) {
            Assignments.Target[] variables = header.variables;
            if (answer instanceof Object[] many) {
                for (int i = 0; i < variables.length; i++) {
                    variables[i].set(frame, NIL, NIL, Values.at(many, i));
                }
                return;
            }
            variables[0].set(frame, NIL, NIL, answer);
            for (int i = 1; i < variables.length; i++) {
                variables[i].set(frame, NIL, NIL, NIL);
            }
        }

        private Object next(Frame frame, Object iterator, Object state, Object control) {
            if (!(iterator instanceof LuaFunction function)) {
                return Calls.any(
                        frame, header.line, iterator, new Object[] {state, control}, ITERATOR);
            }
            try {
                return function.call(frame.state, state, control);
            } catch (LuaError e) {
                throw Failures.passing(e, frame, header.line, iterator, ITERATOR);
            }
        }
    }

    /// A loop that is about to run, for the time its fourth value is to be closed.
    private static final class Loop extends Command {
        private final Generic generic;
        private final Object[] start;

        Loop(Generic generic, Object[] start) {
            this.generic = generic;
            this.start = start;
        }

        @Override
        @Nullable Object exec(Frame frame) {
            return generic.loop(frame, start);
        }
    }
}
