package chancery.server.cli;

import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.Traceback;
import chancery.lua.lexer.LuaSyntaxException;
import chancery.lua.operation.Metamethod;
import chancery.lua.operation.Showing;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/// One run of a script on the command line, from its source to an exit code.
final class LuaRun {
    /// Address space for the calls of the main thread; what is not used takes no memory.
    private static final long STACK_BYTES = 1L << 30;

    private static final int CALLS_SHOWN = 20;

    private final Lua lua;
    private final BudgetLimits limits;
    private final LuaOutput output = new LuaOutput(System.out);

    LuaRun(Lua lua, BudgetLimits limits) {
        this.lua = lua;
        this.limits = limits;
    }

    /// Runs the source of a file; answers the exit code.
    int run(String file, byte[] source, List<String> arguments) {
        int[] code = {ExitCode.FAULT};
        Thread thread =
                Thread.ofPlatform()
                        .name("lua")
                        .stackSize(STACK_BYTES)
                        .unstarted(() -> code[0] = attempt(file, source, arguments));
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return code[0];
    }

    private int attempt(String file, byte[] source, List<String> arguments) {
        try (State state = lua.state(limits, host())) {
            return attempt(state, file, source, arguments);
        }
    }

    private int attempt(State state, String file, byte[] source, List<String> arguments) {
        try {
            String name = file.equals("-") ? "=stdin" : "@" + file;
            Chunk chunk = lua.compile(name, withoutShebang(source));
            lua.run(state, chunk, arguments(state, file, arguments));
            output.flush();
            return ExitCode.OK;
        } catch (LuaSyntaxException e) {
            complain(e.text());
            return ExitCode.FAULT;
        } catch (LuaError e) {
            complain(message(state, e.value()));
            traceback(state, e).forEach(line -> print(LuaString.of(line)));
            return ExitCode.FAULT;
        } catch (Breach e) {
            complain(LuaString.of(file + ": " + reason(e)));
            return ExitCode.BUDGET;
        } catch (OutOfMemoryError e) {
            complain(LuaString.of(file + ": stopped, the heap is full"));
            return ExitCode.BUDGET;
        } catch (LuaOutput.Closed e) {
            return ExitCode.FAULT;
        }
    }

    private Host host() {
        return new Host(
                System::nanoTime,
                LuaRun::cpuNanos,
                InstantSource.system(),
                () -> new SecureRandom().nextLong(),
                output::write,
                this::warn,
                Thread.ofVirtual().factory(),
                output::flushWhenOld);
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElseGet(System::nanoTime);
    }

    /// The same with an empty first line when that is for the shell.
    private static byte[] withoutShebang(byte[] source) {
        if (source.length == 0 || source[0] != '#') {
            return source;
        }
        int end = 0;
        while (end < source.length && source[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(source, end, source.length);
    }

    /// Sets the global `arg`; answers what the dots of the chunk are.
    private static Object[] arguments(State state, String file, List<String> arguments) {
        Object[] values = arguments.stream().map(LuaString::of).toArray();
        LuaTable table = new LuaTable();
        table.put(state.budget(), 0L, LuaString.of(file));
        table.appendAll(state.budget(), values, 0);
        state.globals().put(state.budget(), LuaString.of("arg"), table);
        return values;
    }

    private void warn(LuaString message) {
        print(LuaString.of("Lua warning: ").with(message));
    }

    private static LuaString message(State state, Object value) {
        LuaString text = Coercion.toText(value);
        if (text != null) {
            return text;
        }
        return describesItself(state, value)
                ? Showing.text(state, value)
                : LuaString.of("(error object is a " + TypeName.of(value) + " value)");
    }

    /// The calls that the error left, in the layout of Lua's own program; none for values that
    /// describe themselves.
    private static List<String> traceback(State state, LuaError error) {
        return describesItself(state, error.value())
                ? List.of()
                : Traceback.lines(error.trace(), error.getMessage(), CALLS_SHOWN, "main chunk");
    }

    private static boolean describesItself(State state, Object value) {
        return !(value instanceof LuaString)
                && Metamethod.of(state, value, Metamethod.TOSTRING) != Nil.NIL;
    }

    private String reason(Breach breach) {
        return switch (breach.kind()) {
            case STEPS -> "stopped after " + limits.steps() + " steps (--steps)";
            case MEMORY -> "stopped after allocating " + limits.bytes() + " bytes (--memory)";
            case TIME -> "stopped after " + limits.time().toSeconds() + " seconds (--seconds)";
            case CALL_DEPTH ->
                    "stopped, calls are too deep inside each other: " + limits.callDepth();
            case COROUTINES -> "stopped at " + limits.coroutines() + " coroutines alive";
        };
    }

    private void complain(LuaString message) {
        output.flush();
        print(LuaString.of("chancery: ").with(message));
    }

    private void print(LuaString line) {
        output.flush();
        byte[] bytes = line.with(LuaString.of("\n")).bytes();
        System.err.write(bytes, 0, bytes.length);
        System.err.flush();
    }
}
