package chancery.lua.exec;

import chancery.lua.runtime.LuaFunction;
import chancery.lua.syntax.FunctionBody;

/// A chunk, ready to run: immutable, shared by all threads and states.
public final class Program {
    private final Closure.Prototype main;

    private Program(Closure.Prototype main) {
        this.main = main;
    }

    /// Makes the nodes of a chunk.
    ///
    /// @param chunk the name as messages show it
    public static Program of(String chunk, FunctionBody main) {
        return new Program(new Lowering(chunk).function(main));
    }

    /// The chunk as a function whose `_ENV` is a value.
    public LuaFunction function(Object environment) {
        Frame.Cell[] upvalues = new Frame.Cell[main.sources.length];
        for (int i = 0; i < upvalues.length; i++) {
            upvalues[i] = new Frame.Cell(environment);
        }
        return new Closure(main, upvalues);
    }
}
