package chancery.lua.library;

import chancery.lua.operation.Comparing;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import org.jspecify.annotations.Nullable;

/// What `table.sort` orders by: `<` or a function of the script. Charges a step a comparison.
final class Ordering {
    private final State state;
    private final @Nullable LuaFunction function;

    Ordering(State state, @Nullable LuaFunction function) {
        this.state = state;
        this.function = function;
    }

    boolean less(Object left, Object right) {
        state.budget().step();
        if (function != null) {
            return Values.truth(Values.first(function.call(state, left, right)));
        }
        if (left instanceof Long one && right instanceof Long other) {
            return one < other;
        }
        if (left instanceof LuaString one && right instanceof LuaString other) {
            state.budget().steps(Math.min(one.length(), other.length()) / 16);
            return one.compareTo(other) < 0;
        }
        return Comparing.less(state, left, right);
    }
}
