package chancery.lua;

import chancery.lua.exec.Program;
import chancery.lua.runtime.LuaString;

import java.util.Map;
import java.util.Set;

/// A compiled source. Immutable: any number of states run it at the same time.
public final class Chunk {
    private final Program program;
    private final Set<LuaString> assigned;
    private final Map<LuaString, LuaString> returned;

    /// @param returned names of global functions and of the global variable that each returns
    Chunk(Program program, Set<LuaString> assigned, Map<LuaString, LuaString> returned) {
        this.program = program;
        this.assigned = assigned;
        this.returned = returned;
    }

    Program program() {
        return program;
    }

    /// Whether the source assigns a global variable of this name somewhere, as far as its text
    /// shows: `name = …`, `function name()`, `_G.name = …`. Whether that place is reached is
    /// another question.
    public boolean assigns(String global) {
        return assigned.contains(LuaString.of(global));
    }

    /// Whether a global function of this name ends in `return global` and returns nothing else
    /// before, as far as the text shows: one definition at the top of the source, and no other
    /// `return` in it.
    public boolean returnsOnly(String function, String global) {
        LuaString found = returned.get(LuaString.of(function));
        return found != null && found.equals(LuaString.of(global));
    }
}
