package chancery.lua.operation;

import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.OperationError;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;

/// Calls of values from library functions and from metatables.
public final class Calling {
    private Calling() {}

    /// Calls a function or a value that `__call` makes callable; the result is shaped as [Values]
    /// says. Charges a step, and the depth of library functions, which do not do it themselves.
    public static Object call(State state, Object callee, Object... arguments) {
        state.budget().step();
        Object target = callee;
        Object[] values = arguments;
        while (!(target instanceof LuaFunction)) {
            state.budget().steps(1 + values.length / 16);
            Object handler = Metamethod.of(state, target, Metamethod.CALL);
            if (handler == Nil.NIL) {
                throw new OperationError(
                        "attempt to call a " + TypeName.inMessage(target) + " value");
            }
            values = before(target, values);
            target = handler;
        }
        state.nest();
        Object result;
        if (target instanceof Builtin builtin) {
            state.budget().enter();
            result = builtin.invoke(state, values);
            state.budget().leave();
        } else {
            result = ((LuaFunction) target).invoke(state, values);
        }
        state.unnest();
        return result;
    }

    private static Object[] before(Object first, Object[] rest) {
        Object[] all = new Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
