package chancery.lua.host;

import chancery.lua.runtime.LuaTable;

import java.util.Map;

/// The mark of tables that are arrays in JSON even when they are empty: a metatable that no script
/// can see or change, and that all states share for that reason.
public final class JsonArrays {
    private static final LuaTable MARK = LuaTable.of(Map.of("__metatable", false));

    private JsonArrays() {}

    /// Marks a table, whose own metatable is replaced.
    public static LuaTable mark(LuaTable table) {
        table.metatable(MARK);
        return table;
    }

    /// Whether a table is marked.
    public static boolean marked(LuaTable table) {
        return table.metatable() == MARK;
    }
}
