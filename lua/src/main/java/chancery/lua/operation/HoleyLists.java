package chancery.lua.operation;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.LuaTable;

import java.util.Map;

/// The mark of lists in which some values may be nil: `ipairs` passes over those and goes on. A
/// metatable that no script can see or change, and that all states share for that reason.
public final class HoleyLists {
    private static final LuaTable MARK = LuaTable.of(Map.of("__metatable", false));

    private HoleyLists() {}

    /// A marked list of these values.
    public static LuaTable of(Budget budget, Object[] values) {
        budget.allocate(LuaTable.cost(0, 0));
        LuaTable list = new LuaTable();
        list.appendAll(budget, values, 0);
        list.metatable(MARK);
        return list;
    }

    /// Whether a table is marked.
    public static boolean marked(LuaTable table) {
        return table.metatable() == MARK;
    }
}
