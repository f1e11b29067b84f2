package chancery.lua;

import chancery.lua.control.CoroutineLibrary;
import chancery.lua.control.Protection;
import chancery.lua.exec.Program;
import chancery.lua.lexer.ChunkName;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.lexer.SyntaxLimits;
import chancery.lua.library.Libraries;
import chancery.lua.library.LoadFunction;
import chancery.lua.operation.Calling;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetKind;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.syntax.FunctionBody;
import chancery.lua.syntax.GlobalAssignments;
import chancery.lua.syntax.Parser;

import java.util.Map;
import java.util.function.Supplier;

/// Compiles sources and runs them in states of their own. Immutable, shared by all threads.
///
/// ```java
/// Lua lua = Lua.standard();
/// Chunk chunk = lua.compile("@hello.lua", source);
/// try (State state = lua.state(BudgetLimits.DEFAULT, host)) {
///     Object result = lua.run(state, chunk);
/// }
/// ```
public final class Lua {
    private final Libraries libraries;
    private final SyntaxLimits limits;

    private Lua(Libraries libraries, SyntaxLimits limits) {
        this.libraries = libraries;
        this.limits = limits;
    }

    /// With all of the standard library that is safe for scripts of strangers, and no `load`.
    public static Lua standard() {
        Libraries libraries =
                Libraries.standard()
                        .with(
                                Map.of(
                                        "pcall", Protection.PCALL,
                                        "xpcall", Protection.XPCALL,
                                        "error", Protection.ERROR,
                                        "coroutine", LuaTable.of(CoroutineLibrary.fields())));
        return new Lua(libraries, SyntaxLimits.defaults());
    }

    /// The same for sources within other limits.
    public Lua with(SyntaxLimits other) {
        return new Lua(libraries, other);
    }

    /// The same with more globals; see [Libraries#with].
    public Lua with(Map<String, ?> globals) {
        return new Lua(libraries.with(globals), limits);
    }

    /// The same with `load`, which compiles texts while a script runs.
    public Lua withLoad() {
        return with(Map.of("load", LoadFunction.with(this::load)));
    }

    /// Compiles a source.
    ///
    /// @param name as in `@file` or `=name`, or else the source itself
    /// @throws LuaSyntaxException when the source is no Lua
    public Chunk compile(String name, byte[] source) {
        ChunkName chunk = ChunkName.of(name);
        return translate(
                chunk,
                () -> {
                    FunctionBody main = parse(chunk, source);
                    return new Chunk(
                            program(chunk, main),
                            GlobalAssignments.of(main),
                            PlainReturns.of(main));
                });
    }

    /// A fresh world for scripts.
    public State state(BudgetLimits budget, Host host) {
        return libraries.open(budget, host);
    }

    /// Runs a chunk; the result is shaped as [chancery.lua.runtime.Values] says.
    ///
    /// @throws LuaError that the script did not catch
    /// @throws Breach when a budget broke; the state is of no use from then on
    public Object run(State state, Chunk chunk, Object... arguments) {
        return call(state, chunk.program().function(state.globals()), arguments);
    }

    /// Calls a value of a script from outside, as [#run] does.
    public Object call(State state, Object callee, Object... arguments) {
        if (state.budget().broken() != null) {
            throw state.budget().breach(state.budget().broken());
        }
        State.Mark mark = state.mark();
        try {
            return Calling.call(state, callee, arguments);
        } catch (LuaError e) {
            state.reset(mark);
            throw e;
        } catch (StackOverflowError e) {
            throw state.budget().breach(BudgetKind.CALL_DEPTH);
        }
    }

    private LuaFunction load(State state, LuaString source, LuaString name, Object globals) {
        ChunkName chunk = ChunkName.of(name);
        try {
            return translate(chunk, () -> program(chunk, parse(chunk, source.bytes())))
                    .function(globals);
        } catch (LuaSyntaxException e) {
            throw new LuaError(e.text(), 0);
        }
    }

    private FunctionBody parse(ChunkName chunk, byte[] source) {
        return Parser.parse(chunk, source, limits, libraries.names());
    }

    private static Program program(ChunkName chunk, FunctionBody main) {
        return Program.of(chunk.display().toString(), main);
    }

    private static <T> T translate(ChunkName chunk, Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            // Far below on a small stack; the limits of a source fit on any other.
            throw new LuaSyntaxException(
                    LuaString.of(chunk.display() + ": chunk has too many levels"));
        }
    }
}
