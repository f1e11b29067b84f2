package chancery.lua.runtime;

/// A function of the library. Has no state of its own, so that all states share it.
public final class Builtin extends LuaFunction {
    private final String name;
    private final Body body;
    private final boolean transparent;

    /// What a library function does.
    @FunctionalInterface
    public interface Body {
        /// Answers a result as [Values] says.
        Object call(State state, Arguments arguments);
    }

    /// @param name as in `string.rep` or `print`
    public Builtin(String name, Body body) {
        this(name, body, false);
    }

    private Builtin(String name, Body body, boolean transparent) {
        this.name = name;
        this.body = body;
        this.transparent = transparent;
    }

    /// A function that what it calls can yield across, and that resets what it catches.
    public static Builtin transparent(String name, Body body) {
        return new Builtin(name, body, true);
    }

    /// As in `string.rep` or `print`.
    public String name() {
        return name;
    }

    @Override
    public Object invoke(State state, Object[] arguments) {
        try {
            if (transparent) {
                return body.call(state, new Arguments(arguments, name, state.budget()));
            }
            state.enterLibrary();
            Object result = body.call(state, new Arguments(arguments, name, state.budget()));
            state.leaveLibrary();
            return result;
        } catch (OperationError error) {
            error.leaveLibrary();
            throw error;
        }
    }

    @Override
    public long address(State state) {
        return 0x5554_0000_0000L + (name.hashCode() & 0xffff_fff0L);
    }
}
