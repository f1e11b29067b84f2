package chancery.lua;

import chancery.lua.exec.Program;

/// A compiled source. Immutable: any number of states run it at the same time.
public final class Chunk {
    private final Program program;

    Chunk(Program program) {
        this.program = program;
    }

    Program program() {
        return program;
    }
}
