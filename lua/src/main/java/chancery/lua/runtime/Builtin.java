package chancery.lua.runtime;

/// A function of the library. Has no state of its own, so that all states share it.
public final class Builtin extends LuaFunction {
    private final String name;
    private final Body body;

    /// What a library function does.
    @FunctionalInterface
    public interface Body {
        /// Answers a result as [Values] says.
        Object call(State state, Arguments arguments);
    }

    /// @param name as in `string.rep` or `print`
    public Builtin(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    /// As in `string.rep` or `print`.
    public String name() {
        return name;
    }

    @Override
    public Object invoke(State state, Object[] arguments) {
        try {
            return body.call(state, new Arguments(arguments, name));
        } catch (OperationError error) {
            error.leaveLibrary();
            throw error;
        }
    }

    @Override
    long address(State state) {
        return 0x5554_0000_0000L + (name.hashCode() & 0xffff_fff0L);
    }
}
