package chancery.lua.runtime;

/// Something that can be called. Results are shaped as [Values] says.
///
/// The calls of known arity exist for speed alone and mean what [#invoke] means with as many
/// arguments.
public abstract class LuaFunction extends Reference {
    /// Calls with any number of arguments, which the callee may keep and write to.
    public abstract Object invoke(State state, Object[] arguments);

    /// Calls without arguments.
    public Object call(State state) {
        return invoke(state, Values.none());
    }

    /// Calls with one argument.
    public Object call(State state, Object first) {
        return invoke(state, new Object[] {first});
    }

    /// Calls with two arguments.
    public Object call(State state, Object first, Object second) {
        return invoke(state, new Object[] {first, second});
    }

    /// Calls with three arguments.
    public Object call(State state, Object first, Object second, Object third) {
        return invoke(state, new Object[] {first, second, third});
    }
}
