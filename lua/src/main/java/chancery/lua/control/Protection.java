package chancery.lua.control;

import chancery.lua.operation.Calling;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.util.Arrays;

/// Calls that catch errors, and the functions that raise them.
///
/// A message handler runs before anything else that the error makes run: before the first
/// `__close` on its way, or when it is caught.
public final class Protection {
    private static final LuaString HANDLER_FAILED = LuaString.of("error in error handling");

    /// Errors inside each other in a handler, as many as calls of C functions fit in Lua.
    private static final int HANDLING_MAX = 200;

    /// `pcall`
    public static final LuaFunction PCALL = Builtin.transparent("pcall", Protection::pcall);

    /// `xpcall`
    public static final LuaFunction XPCALL = Builtin.transparent("xpcall", Protection::xpcall);

    /// `error`
    public static final LuaFunction ERROR = new Builtin("error", Protection::error);

    private Protection() {}

    private static Object pcall(State state, Arguments arguments) {
        Object callee = arguments.any(1);
        return guarded(state, callee, rest(arguments, 1), Nil.NIL);
    }

    private static Object xpcall(State state, Arguments arguments) {
        LuaFunction handler = arguments.function(2);
        return guarded(state, arguments.get(1), rest(arguments, 2), handler);
    }

    private static Object error(State state, Arguments arguments) {
        long level = arguments.integer(2, 1);
        throw new LuaError(arguments.get(1), Math.clamp(level, 0, Integer.MAX_VALUE));
    }

    private static Object guarded(State state, Object callee, Object[] arguments, Object handler) {
        State.Mark mark = state.mark();
        state.guard(handler);
        try {
            Object result = Calling.call(state, callee, arguments);
            state.reset(mark);
            return before(true, result);
        } catch (LuaError e) {
            state.reset(mark);
            state.guard(handler);
            handle(state, e);
            state.reset(mark);
            return new Object[] {false, e.value()};
        }
    }

    /// Lets the message handler of the innermost protected call have the error, once.
    public static void handle(State state, LuaError error) {
        Object handler = state.handler();
        if (handler == Nil.NIL || error.handled()) {
            return;
        }
        State.Mark mark = state.mark();
        Object value = error.value();
        for (int i = 0; i < HANDLING_MAX; i++) {
            try {
                error.handled(Values.first(Calling.call(state, handler, value)));
                return;
            } catch (LuaError again) {
                state.reset(mark);
                value = again.value();
            }
        }
        error.handled(HANDLER_FAILED);
    }

    private static Object[] rest(Arguments arguments, int from) {
        Object[] values = arguments.values();
        return from >= values.length
                ? Values.none()
                : Arrays.copyOfRange(values, from, values.length);
    }

    static Object[] before(Object first, Object result) {
        if (!(result instanceof Object[] many)) {
            return new Object[] {first, result};
        }
        Object[] all = new Object[many.length + 1];
        all[0] = first;
        System.arraycopy(many, 0, all, 1, many.length);
        return all;
    }
}
