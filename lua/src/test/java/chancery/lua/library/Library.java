package chancery.lua.library;

import chancery.lua.operation.Calling;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The libraries of one state, called from Java with Java's values.
final class Library {
    static final Instant NOW = Instant.ofEpochSecond(1_000_000_000);

    final List<String> output = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final State state;

    Library() {
        this(50_000_000, 1L << 30);
    }

    Library(long steps, long bytes) {
        this(Libraries.standard(), steps, bytes);
    }

    Library(Libraries libraries, long steps, long bytes) {
        state =
                libraries.open(
                        new BudgetLimits(steps, bytes, Duration.ofMinutes(1), 200, 64), host());
    }

    private Host host() {
        long[] seeds = {0};
        return new Host(
                () -> 0,
                () -> 1_500_000_000,
                InstantSource.fixed(NOW),
                () -> ++seeds[0],
                line -> output.add(line.toString()),
                line -> warnings.add(line.toString()),
                Thread.ofVirtual().factory(),
                () -> {});
    }

    Budget budget() {
        return state.budget();
    }

    /// A function or value by its name, as in `table.sort`.
    Object global(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return state.globals().get(LuaString.of(path));
        }
        LuaTable library = (LuaTable) state.globals().get(LuaString.of(path.substring(0, dot)));
        return library.get(LuaString.of(path.substring(dot + 1)));
    }

    /// Results of a call.
    List<Object> call(String path, Object... arguments) {
        Object[] values = Arrays.stream(arguments).map(this::lua).toArray();
        Object result = Calling.call(state, global(path), values);
        return Arrays.stream(Values.all(result)).map(Library::java).toList();
    }

    /// The first result of a call.
    Object first(String path, Object... arguments) {
        List<Object> results = call(path, arguments);
        return results.isEmpty() ? Nil.NIL : results.getFirst();
    }

    /// A list as a table.
    LuaTable list(Object... values) {
        LuaTable table = new LuaTable();
        table.appendAll(state.budget(), Arrays.stream(values).map(this::lua).toArray(), 0);
        return table;
    }

    /// A table of fields.
    LuaTable table(Map<String, ?> fields) {
        LuaTable table = new LuaTable();
        fields.forEach((name, value) -> table.put(state.budget(), LuaString.of(name), lua(value)));
        return table;
    }

    /// A table with one metamethod.
    LuaTable proxy(Map<String, Builtin.Body> metamethods) {
        LuaTable metatable = new LuaTable();
        metamethods.forEach(
                (name, body) ->
                        metatable.put(state.budget(), LuaString.of(name), new Builtin(name, body)));
        LuaTable table = new LuaTable();
        table.metatable(metatable);
        return table;
    }

    /// The values of a list.
    List<Object> values(LuaTable list) {
        List<Object> values = new ArrayList<>();
        for (long i = 1; i <= list.length(); i++) {
            values.add(java(list.get(i)));
        }
        return values;
    }

    static LuaFunction function(Builtin.Body body) {
        return new Builtin("function", body);
    }

    private Object lua(Object value) {
        return switch (value) {
            case String text -> LuaString.of(text);
            case Integer number -> number.longValue();
            default -> value;
        };
    }

    private static Object java(Object value) {
        return value instanceof LuaString text ? text.toString() : value;
    }
}
