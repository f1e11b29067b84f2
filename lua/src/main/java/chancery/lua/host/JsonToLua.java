package chancery.lua.host;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Userdata;

import java.util.ArrayDeque;
import java.util.Deque;

/// Builds a Lua value of JSON. Integers and floats stay apart, `null` is [Userdata#NULL], arrays
/// are marked by [JsonArrays]. Charges the state for what it builds.
public final class JsonToLua implements JsonSink {
    private final Budget budget;
    private final JsonLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private Object result = Nil.NIL;

    private static final class Open {
        private final LuaTable table;
        private LuaString name = LuaString.EMPTY;

        Open(LuaTable table) {
            this.table = table;
        }
    }

    /// Builds for a state, as deep as the limits allow.
    public JsonToLua(State state, JsonLimits limits) {
        budget = state.budget();
        this.limits = limits;
    }

    /// What was built, once the value is complete.
    public Object value() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("the value is not complete");
        }
        return result;
    }

    @Override
    public void startObject() {
        start(new LuaTable());
    }

    @Override
    public void startArray() {
        start(JsonArrays.mark(new LuaTable()));
    }

    @Override
    public void name(String name) {
        open.getLast().name = string(name);
    }

    @Override
    public void endObject() {
        open.removeLast();
    }

    @Override
    public void endArray() {
        open.removeLast();
    }

    @Override
    public void whole(long value) {
        put(value);
    }

    @Override
    public void real(double value) {
        put(value);
    }

    @Override
    public void text(String value) {
        put(string(value));
    }

    @Override
    public void yes() {
        put(true);
    }

    @Override
    public void no() {
        put(false);
    }

    @Override
    public void nothing() {
        put(Userdata.NULL);
    }

    private void start(LuaTable table) {
        if (open.size() == limits.depth()) {
            throw new LuaError("JSON is nested deeper than " + limits.depth() + " levels");
        }
        budget.allocate(LuaTable.cost(0, 0));
        put(table);
        open.addLast(new Open(table));
    }

    private LuaString string(String text) {
        budget.steps(text.length() / 16);
        budget.allocate(LuaString.cost(3L * text.length()));
        return LuaString.of(text);
    }

    private void put(Object value) {
        budget.step();
        Open into = open.peekLast();
        if (into == null) {
            result = value;
        } else if (JsonArrays.marked(into.table)) {
            into.table.append(budget, value);
        } else {
            into.table.put(budget, into.name, value);
        }
    }
}
