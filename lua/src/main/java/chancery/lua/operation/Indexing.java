package chancery.lua.operation;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.OperationError;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.lua.runtime.Values;

/// Reading and writing of fields with `__index` and `__newindex`, where no variable is known to
/// name in an error.
public final class Indexing {
    private static final int CHAIN_MAX = 2000;

    /// Bytes of a text that take a step to be compared with a key.
    private static final int LONG_KEY = 256;

    private Indexing() {}

    /// The value of a key as `object[key]` answers it.
    public static Object get(State state, Object object, Object key) {
        Object at = object;
        int perLink = 1 + (key instanceof LuaString text ? text.length() / LONG_KEY : 0);
        for (int links = 0; links < CHAIN_MAX; links++) {
            if (at instanceof LuaTable table) {
                Object found = table.get(key);
                if (found != NIL || table.metatable() == null) {
                    return found;
                }
            }
            Object handler = Metamethod.of(state, at, Metamethod.INDEX);
            if (handler == NIL) {
                return absent(at);
            }
            if (handler instanceof LuaFunction) {
                return Values.first(Calling.call(state, handler, at, key));
            }
            state.budget().steps(perLink);
            at = handler;
        }
        throw new OperationError("'__index' chain too long; possible loop");
    }

    /// Sets the value of a key as `object[key] = value` does.
    public static void put(State state, Object object, Object key, Object value) {
        Object at = object;
        for (int links = 0; links < CHAIN_MAX; links++) {
            if (at instanceof LuaTable table
                    && (table.metatable() == null || table.get(key) != NIL)) {
                rawPut(state, table, key, value);
                return;
            }
            Object handler = Metamethod.of(state, at, Metamethod.NEWINDEX);
            if (handler == NIL) {
                if (at instanceof LuaTable table) {
                    rawPut(state, table, key, value);
                    return;
                }
                throw notIndexable(at);
            }
            if (handler instanceof LuaFunction) {
                Calling.call(state, handler, at, key, value);
                return;
            }
            state.budget().step();
            at = handler;
        }
        throw new OperationError("'__newindex' chain too long; possible loop");
    }

    /// Sets a key past all metamethods; refuses keys that no table can have.
    public static void rawPut(State state, LuaTable table, Object key, Object value) {
        if (key == NIL) {
            throw new OperationError("table index is nil");
        }
        if (key instanceof Double number && Double.isNaN(number)) {
            throw new OperationError("table index is NaN");
        }
        table.put(state.budget(), key, value);
    }

    /// What `#` answers for a value.
    public static Object length(State state, Object value) {
        if (value instanceof LuaString text) {
            return (long) text.length();
        }
        Object handler = Metamethod.of(state, value, Metamethod.LEN);
        if (handler != NIL) {
            return Values.first(Calling.call(state, handler, value, value));
        }
        if (value instanceof LuaTable table) {
            return table.length();
        }
        throw new OperationError(
                "attempt to get length of a " + TypeName.inMessage(value) + " value");
    }

    /// What `#` answers, where an integer is needed.
    public static long integerLength(State state, Object value) {
        Long length = Coercion.toInteger(state.budget(), length(state, value));
        if (length == null) {
            throw new LuaError("object length is not an integer");
        }
        return length;
    }

    private static Object absent(Object object) {
        if (object instanceof LuaTable) {
            return NIL;
        }
        throw notIndexable(object);
    }

    private static OperationError notIndexable(Object object) {
        return new OperationError("attempt to index a " + TypeName.inMessage(object) + " value");
    }
}
