package chancery.lua.exec;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Indexing;
import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

import org.jspecify.annotations.Nullable;

/// Reading and writing of fields.
final class Fields {
    /// Bytes of a text that take a step to be compared with a key.
    private static final int LONG_KEY = 256;

    private Fields() {}

    /// `object.name` and `object["name"]`.
    static final class Named extends Node {
        private final Node object;
        private final int slot;
        private final LuaString key;
        private final int line;
        private final String kind;

        /// @param kind `field`, or `global` when the object is an environment
        Named(Node object, LuaString key, int line, String kind) {
            this.object = object;
            slot = Variables.slotOf(object);
            this.key = key;
            this.line = line;
            this.kind = kind;
        }

        @Override
        Object eval(Frame frame) {
            Object from = slot >= 0 ? frame.slots[slot] : object.eval(frame);
            if (from instanceof LuaTable table) {
                Object value = table.get(key);
                if (value != NIL || table.metatable() == null) {
                    return value;
                }
            }
            return slowGet(frame, line, from, key, object.name());
        }

        @Override
        Node.Name name() {
            return new Node.Name(kind, key.toString());
        }
    }

    /// `object[key]`.
    static final class Indexed extends Node {
        private final Node object;
        private final int slot;
        private final Node key;
        private final int line;

        Indexed(Node object, Node key, int line) {
            this.object = object;
            slot = Variables.slotOf(object);
            this.key = key;
            this.line = line;
        }

        @Override
        Object eval(Frame frame) {
            Object from = slot >= 0 ? frame.slots[slot] : object.eval(frame);
            Object at = key.eval(frame);
            if (at instanceof LuaString text && text.length() > LONG_KEY) {
                frame.budget.steps(text.length() / LONG_KEY);
            }
            if (from instanceof LuaTable table) {
                Object value =
                        at instanceof Long number ? table.get(number.longValue()) : table.get(at);
                if (value != NIL || table.metatable() == null) {
                    return value;
                }
            }
            return slowGet(frame, line, from, at, object.name());
        }

        @Override
        Node.Name name() {
            boolean small =
                    key instanceof Variables.Constant constant
                            && constant.value instanceof Long number
                            && number >= 0
                            && number <= 255;
            return new Node.Name("field", small ? "integer index" : "?");
        }
    }

    /// What is read where the plain way found nothing.
    static Object slowGet(
            Frame frame, int line, Object object, Object key, Node.@Nullable Name name) {
        State state = frame.state;
        if (!(object instanceof LuaTable)
                && Metamethod.of(state, object, Metamethod.INDEX) == NIL) {
            throw Failures.type(frame, line, "index", object, name);
        }
        try {
            return Indexing.get(state, object, key);
        } catch (LuaError e) {
            throw Operands.passing(e, frame, line, "index");
        }
    }

    /// Where a field is set.
    ///
    /// @param object for its name in messages; null for a table without one
    record Site(int line, @Nullable Node object) {
        Node.@Nullable Name name() {
            return object == null ? null : object.name();
        }
    }

    /// `object[key] = value`.
    static void put(Frame frame, Site site, Object object, Object key, Object value) {
        if (object instanceof LuaTable table && table.metatable() == null) {
            if (key instanceof Long number) {
                table.put(frame.budget, number.longValue(), value);
                return;
            }
            if (key instanceof LuaString text) {
                table.put(frame.budget, text, value);
                return;
            }
        }
        slowPut(frame, site, object, key, value);
    }

    private static void slowPut(Frame frame, Site site, Object object, Object key, Object value) {
        State state = frame.state;
        if (!(object instanceof LuaTable)
                && Metamethod.of(state, object, Metamethod.NEWINDEX) == NIL) {
            throw Failures.type(frame, site.line, "index", object, site.name());
        }
        try {
            Indexing.put(state, object, key, value);
        } catch (LuaError e) {
            throw Operands.passing(e, frame, site.line, "newindex");
        }
    }
}
