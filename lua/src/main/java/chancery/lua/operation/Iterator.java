package chancery.lua.operation;

import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.OperationError;
import chancery.lua.runtime.State;

/// The functions that `pairs` and `ipairs` answer. Loops know them and walk by themselves.
public final class Iterator extends LuaFunction {
    /// `next`: the key and value after a key of a table.
    public static final Iterator NEXT = new Iterator("next");

    /// The index and value after an index, until a value is nil.
    public static final Iterator INDEX = new Iterator("ipairs_aux");

    private final String name;

    private Iterator(String name) {
        this.name = name;
    }

    @Override
    public Object invoke(State state, Object[] arguments) {
        Arguments given = new Arguments(arguments, name, state.budget());
        if (this == NEXT) {
            Object[] next = given.table(1).next(state.budget(), given.get(2));
            return next == null ? Nil.NIL : next;
        }
        return after(state, given.get(1), given.integer(2));
    }

    @Override
    public Object call(State state, Object first, Object second) {
        if (this == INDEX && second instanceof Long index) {
            return after(state, first, index);
        }
        return invoke(state, new Object[] {first, second});
    }

    private static Object after(State state, Object object, long index) {
        Object value;
        try {
            value = Indexing.get(state, object, index + 1);
        } catch (OperationError error) {
            error.leaveLibrary();
            throw error;
        }
        return value == Nil.NIL ? Nil.NIL : new Object[] {index + 1, value};
    }

    @Override
    public long address(State state) {
        return 0x5554_0000_0000L + (name.hashCode() & 0xffff_fff0L);
    }
}
