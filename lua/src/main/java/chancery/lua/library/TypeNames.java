package chancery.lua.library;

import chancery.lua.runtime.Coroutine;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;

/// The names of types as strings, made once.
final class TypeNames {
    private static final LuaString NIL = LuaString.of("nil");
    private static final LuaString BOOLEAN = LuaString.of("boolean");
    private static final LuaString NUMBER = LuaString.of("number");
    private static final LuaString STRING = LuaString.of("string");
    private static final LuaString TABLE = LuaString.of("table");
    private static final LuaString FUNCTION = LuaString.of("function");
    private static final LuaString THREAD = LuaString.of("thread");
    private static final LuaString USERDATA = LuaString.of("userdata");

    private TypeNames() {}

    static LuaString of(Object value) {
        return switch (value) {
            case Nil _ -> NIL;
            case LuaString _ -> STRING;
            case LuaTable _ -> TABLE;
            case Number _ -> NUMBER;
            case LuaFunction _ -> FUNCTION;
            case Boolean _ -> BOOLEAN;
            case Coroutine _ -> THREAD;
            default -> USERDATA;
        };
    }
}
