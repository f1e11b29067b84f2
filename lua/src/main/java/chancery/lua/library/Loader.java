package chancery.lua.library;

import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;

/// Compiles source while a script runs.
@FunctionalInterface
public interface Loader {
    /// The main function of a source, with these globals.
    ///
    /// @param name of the chunk as `load` takes it: `=name`, `@file` or the source itself
    /// @throws LuaError when the source is no Lua
    LuaFunction load(State state, LuaString source, LuaString name, Object globals);
}
