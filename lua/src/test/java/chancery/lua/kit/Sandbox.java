package chancery.lua.kit;

import chancery.lua.Lua;
import chancery.lua.operation.Metamethod;
import chancery.lua.operation.Showing;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.lua.runtime.Values;

import java.time.Clock;
import java.util.function.Consumer;

/// A state with all libraries, `load` among them.
public final class Sandbox implements AutoCloseable {
    private static final Lua LUA = Lua.standard().withLoad();

    private final State state;

    private Sandbox(State state) {
        this.state = state;
    }

    /// A fresh one.
    public static Sandbox open(BudgetLimits limits, Consumer<LuaString> output) {
        Host host =
                new Host(
                        System::nanoTime,
                        System::nanoTime,
                        Clock.systemUTC(),
                        System::nanoTime,
                        output,
                        warning -> {},
                        Thread.ofVirtual().factory(),
                        () -> {});
        return new Sandbox(LUA.state(limits, host));
    }

    /// Runs a source.
    public Object[] run(String name, byte[] source) {
        return Values.all(LUA.run(state, LUA.compile(name, source)));
    }

    /// Runs a source as the body of a coroutine that does not yield.
    public Object[] runInCoroutine(String name, byte[] source) {
        LuaFunction create = library("coroutine", "create");
        LuaFunction resume = library("coroutine", "resume");
        LUA.compile(name, source);
        LuaString text = LuaString.owning(source);
        Object body = LUA.call(state, library("_G", "load"), text, LuaString.of(name));
        Object coroutine = LUA.call(state, create, Values.first(body));
        Object[] results = Values.all(LUA.call(state, resume, Values.first(coroutine)));
        if (results[0] == Boolean.FALSE) {
            throw new LuaError(results[1]);
        }
        return results;
    }

    /// What `lua5.4` prints for an error that nobody caught.
    public LuaString message(Object value) {
        if (value instanceof LuaString || value instanceof Number) {
            return Showing.text(state, value);
        }
        LuaTable metatable = state.metatable(value);
        if (metatable != null && metatable.get(Metamethod.TOSTRING) != Nil.NIL) {
            return Showing.text(state, value);
        }
        return LuaString.of("(error object is a " + TypeName.of(value) + " value)");
    }

    /// The state itself.
    public State state() {
        return state;
    }

    @Override
    public void close() {
        state.close();
    }

    private LuaFunction library(String table, String name) {
        LuaTable library = (LuaTable) state.globals().get(LuaString.of(table));
        return (LuaFunction) library.get(LuaString.of(name));
    }
}
