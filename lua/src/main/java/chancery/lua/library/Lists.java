package chancery.lua.library;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.operation.Indexing;
import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

import java.util.List;

/// Values that library functions use as lists: tables, and what has the metamethods for it.
final class Lists {
    /// What a function is about to do with a list.
    enum Use {
        READ,
        WRITE,
        READ_WITH_LENGTH,
        CHANGE_WITH_LENGTH
    }

    private Lists() {}

    /// An argument that can be used so.
    static Object require(State state, Arguments arguments, int number, Use use) {
        Object value = arguments.get(number);
        if (value instanceof LuaTable) {
            return value;
        }
        for (LuaString name : metamethods(use)) {
            if (Metamethod.of(state, value, name) == NIL) {
                throw arguments.wrongType(number, "table");
            }
        }
        return value;
    }

    private static List<LuaString> metamethods(Use use) {
        return switch (use) {
            case READ -> List.of(Metamethod.INDEX);
            case WRITE -> List.of(Metamethod.NEWINDEX);
            case READ_WITH_LENGTH -> List.of(Metamethod.INDEX, Metamethod.LEN);
            case CHANGE_WITH_LENGTH ->
                    List.of(Metamethod.INDEX, Metamethod.NEWINDEX, Metamethod.LEN);
        };
    }

    /// The value at an index.
    static Object get(State state, Object list, long index) {
        if (list instanceof LuaTable table) {
            Object value = table.get(index);
            if (value != NIL || table.metatable() == null) {
                return value;
            }
        }
        return Indexing.get(state, list, index);
    }

    /// Sets the value at an index.
    static void put(State state, Object list, long index, Object value) {
        if (list instanceof LuaTable table && table.metatable() == null) {
            table.put(state.budget(), index, value);
        } else {
            Indexing.put(state, list, index, value);
        }
    }
}
