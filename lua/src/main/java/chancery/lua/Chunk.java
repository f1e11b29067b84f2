package chancery.lua;

import chancery.lua.exec.Program;
import chancery.lua.runtime.LuaString;

import java.util.Set;

/// A compiled source. Immutable: any number of states run it at the same time.
public final class Chunk {
    private final Program program;
    private final Set<LuaString> assigned;

    Chunk(Program program, Set<LuaString> assigned) {
        this.program = program;
        this.assigned = assigned;
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
}
