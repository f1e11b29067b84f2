package chancery.lua.operation;

import static chancery.lua.runtime.Nil.NIL;

import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

/// Names of the fields of a metatable that change what the language does with a value.
public final class Metamethod {
    /// Answers for keys that are absent.
    public static final LuaString INDEX = LuaString.of("__index");

    /// Takes values for keys that are absent.
    public static final LuaString NEWINDEX = LuaString.of("__newindex");

    /// Makes a value callable.
    public static final LuaString CALL = LuaString.of("__call");

    /// Answers `#`.
    public static final LuaString LEN = LuaString.of("__len");

    /// Answers `==` of two tables.
    public static final LuaString EQ = LuaString.of("__eq");

    /// Answers `<`.
    public static final LuaString LT = LuaString.of("__lt");

    /// Answers `<=`.
    public static final LuaString LE = LuaString.of("__le");

    /// Answers `tostring`.
    public static final LuaString TOSTRING = LuaString.of("__tostring");

    /// The name of a type for messages.
    public static final LuaString NAME = LuaString.of("__name");

    /// Answers `pairs`.
    public static final LuaString PAIRS = LuaString.of("__pairs");

    /// Hides and protects a metatable.
    public static final LuaString METATABLE = LuaString.of("__metatable");

    /// Answers `..`.
    public static final LuaString CONCAT = LuaString.of("__concat");

    /// Called when a variable goes out of scope.
    public static final LuaString CLOSE = LuaString.of("__close");

    private Metamethod() {}

    /// The field of a value's metatable; nil when there is none.
    public static Object of(State state, Object value, LuaString name) {
        LuaTable metatable = state.metatable(value);
        return metatable == null ? NIL : metatable.get(name);
    }

    /// The field of the first of two values that has it; nil when neither has.
    public static Object either(State state, Object left, Object right, LuaString name) {
        Object handler = of(state, left, name);
        return handler == NIL ? of(state, right, name) : handler;
    }
}
