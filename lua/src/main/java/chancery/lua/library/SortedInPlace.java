package chancery.lua.library;

import chancery.lua.runtime.State;

/// A list with metamethods, sorted through them.
record SortedInPlace(State state, Object list) implements Sortable {
    @Override
    public Object get(int index) {
        state.budget().step();
        return Lists.get(state, list, index);
    }

    @Override
    public void put(int index, Object value) {
        state.budget().step();
        Lists.put(state, list, index, value);
    }
}
