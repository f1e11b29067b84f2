package chancery.lua.syntax;

import chancery.lua.runtime.LuaString;

/// Where a function finds a captured variable when it is made.
public sealed interface UpvalueSource {
    /// Name of the variable.
    LuaString name();

    /// A local variable of the function directly around.
    record OfLocal(LocalVariable variable) implements UpvalueSource {
        @Override
        public LuaString name() {
            return variable.name();
        }
    }

    /// An upvalue of the function directly around, by index.
    record OfUpvalue(int index, LuaString name) implements UpvalueSource {}

    /// `_ENV` of a main chunk: the globals.
    record Environment(LuaString name) implements UpvalueSource {}
}
