package chancery.lua.exec;

import chancery.lua.control.CoroutineLibrary;
import chancery.lua.control.Protection;
import chancery.lua.lexer.ChunkName;
import chancery.lua.lexer.SyntaxLimits;
import chancery.lua.operation.Calling;
import chancery.lua.operation.Iterator;
import chancery.lua.operation.Showing;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.States;
import chancery.lua.runtime.Values;
import chancery.lua.syntax.Parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Scripts with the few library functions that tests of the language need.
public final class Scripts {
    private Scripts() {}

    /// What a script returns, as `print` would show it, with spaces between.
    public static String run(String source) {
        return run(States.roomy(), source);
    }

    /// The same in a state of the test's own.
    public static String run(State state, String source) {
        install(state);
        Object result = program(source).function(state.globals()).call(state);
        return Arrays.stream(Values.all(result))
                .map(value -> Showing.text(state, value).toString())
                .collect(Collectors.joining(" "));
    }

    /// A state with this budget.
    public static State with(BudgetLimits limits) {
        return States.with(limits);
    }

    /// A chunk with the name `c`.
    public static Program program(String source) {
        return Program.of(
                "c",
                Parser.parse(
                        ChunkName.of("=c"),
                        source.getBytes(StandardCharsets.UTF_8),
                        SyntaxLimits.defaults(),
                        Map.of()));
    }

    /// Puts the functions into the globals of a state.
    static void install(State state) {
        define(state, "setmetatable", Scripts::setMetatable);
        define(state, "tostring", (s, arguments) -> Showing.text(s, arguments.get(1)));
        define(state, "select", Scripts::select);
        define(state, "each", (s, arguments) -> each(s, arguments));
        define(state, "pairs", (s, arguments) -> walk(Iterator.NEXT, arguments, Nil.NIL));
        define(state, "ipairs", (s, arguments) -> walk(Iterator.INDEX, arguments, 0L));
        define(state, "unpack", (s, arguments) -> unpack(arguments.table(1)));
        set(state, state.globals(), "next", Iterator.NEXT);
        set(state, state.globals(), "pcall", Protection.PCALL);
        set(state, state.globals(), "xpcall", Protection.XPCALL);
        set(state, state.globals(), "error", Protection.ERROR);
        LuaTable coroutine = new LuaTable();
        CoroutineLibrary.fields().forEach((name, value) -> set(state, coroutine, name, value));
        set(state, state.globals(), "coroutine", coroutine);
    }

    private static Object setMetatable(State state, Arguments arguments) {
        arguments.table(1).metatable(arguments.absent(2) ? null : arguments.table(2));
        return arguments.get(1);
    }

    private static Object select(State state, Arguments arguments) {
        Object[] values = arguments.values();
        return arguments.get(1) instanceof LuaString
                ? (Object) (values.length - 1L)
                : Arrays.copyOfRange(values, (int) arguments.integer(1), values.length);
    }

    /// Calls back for each value of a list, as `table.sort` calls back.
    private static Object each(State state, Arguments arguments) {
        LuaTable list = arguments.table(1);
        for (long i = 1; i <= list.length(); i++) {
            Calling.call(state, arguments.get(2), list.get(i));
        }
        return Values.none();
    }

    private static Object walk(Iterator iterator, Arguments arguments, Object start) {
        return new Object[] {iterator, arguments.any(1), start};
    }

    private static Object unpack(LuaTable list) {
        Object[] values = new Object[(int) list.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i + 1L);
        }
        return values;
    }

    private static void define(State state, String name, Builtin.Body body) {
        set(state, state.globals(), name, new Builtin(name, body));
    }

    private static void set(State state, LuaTable table, String name, Object value) {
        table.put(state.budget(), LuaString.of(name), value);
    }
}
