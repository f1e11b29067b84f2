package chancery.lua.host;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

import java.util.function.Supplier;

/// One call of a host function. Arguments are numbered from 1 and fit what was declared.
public final class HostCall {
    private final State state;
    private final Arguments arguments;
    private final int before;

    /// @param before how many arguments stand before those that were declared
    HostCall(State state, Arguments arguments, int before) {
        this.state = state;
        this.arguments = arguments;
        this.before = before;
    }

    /// What a method was called on.
    public LuaTable self() {
        if (before == 0) {
            throw new IllegalStateException("a function has no self");
        }
        return arguments.table(1);
    }

    /// The state of the script that calls.
    public State state() {
        return state;
    }

    /// What the host gave to the state with [State#context(Object)].
    public <T> T context(Class<T> type) {
        return type.cast(state.context());
    }

    /// Does work that takes time by the clock, such as a look into a database; fails when the time
    /// of the script is over, before or after.
    public <T> T await(Supplier<T> work) {
        state.budget().checkTime();
        T answer = work.get();
        state.budget().checkTime();
        return answer;
    }

    /// Whether an argument was given and is not nil.
    public boolean has(int number) {
        return !arguments.absent(before + number);
    }

    /// A text.
    public LuaString text(int number) {
        return arguments.text(before + number);
    }

    /// An integer.
    public long whole(int number) {
        return arguments.integer(before + number);
    }

    /// An integer, or a default when it was left out.
    public long whole(int number, long otherwise) {
        return arguments.integer(before + number, otherwise);
    }

    /// A number as a float.
    public double real(int number) {
        return arguments.real(before + number);
    }

    /// `true` or `false`; false when it was left out.
    public boolean truth(int number) {
        return arguments.get(before + number) == Boolean.TRUE;
    }

    /// A table.
    public LuaTable table(int number) {
        return arguments.table(before + number);
    }

    /// A function.
    public LuaFunction function(int number) {
        return arguments.function(before + number);
    }

    /// Any value; nil when it was left out.
    public Object value(int number) {
        return arguments.get(before + number);
    }

    /// The error for an argument that fits its declaration and is of no use, catchable and in the
    /// words of Lua's own functions.
    public RuntimeException wrong(int number, String complaint) {
        return arguments.wrong(before + number, complaint);
    }
}
