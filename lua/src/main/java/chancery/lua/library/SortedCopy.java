package chancery.lua.library;

import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

/// The values of a plain table, sorted beside it and put back, as far as they are sorted when the
/// order fails.
final class SortedCopy implements Sortable {
    private final State state;
    private final LuaTable table;
    private final Object[] values;

    SortedCopy(State state, LuaTable table, int length) {
        this.state = state;
        this.table = table;
        state.budget().steps(length / 4);
        state.budget().allocate(8L * length);
        values = table.copyOfList(length);
    }

    void sort(Ordering ordering) {
        try {
            new Sorting(this, ordering).sort(values.length);
        } catch (LuaError error) {
            putBack();
            throw error;
        }
        putBack();
    }

    @Override
    public Object get(int index) {
        return values[index - 1];
    }

    @Override
    public void put(int index, Object value) {
        values[index - 1] = value;
    }

    private void putBack() {
        for (int i = 0; i < values.length; i++) {
            table.put(state.budget(), i + 1L, values[i]);
        }
    }
}
