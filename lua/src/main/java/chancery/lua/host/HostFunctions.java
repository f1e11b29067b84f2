package chancery.lua.host;

import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaTable;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Host functions as globals.
public final class HostFunctions {
    private HostFunctions() {}

    /// Globals for [chancery.lua.library.Libraries#with]: functions by their names, those with a
    /// dot in a table of the part before it. A table whose name is declared as a function, too, can
    /// be called.
    public static Map<String, Object> globals(List<HostFunction> functions) {
        Map<String, HostFunction> plain = new LinkedHashMap<>();
        Map<String, Map<String, LuaFunction>> tables = new LinkedHashMap<>();
        for (HostFunction function : functions) {
            String name = function.name();
            int dot = name.indexOf('.');
            Object before =
                    dot < 0
                            ? plain.put(name, function)
                            : tables.computeIfAbsent(
                                            name.substring(0, dot), _ -> new LinkedHashMap<>())
                                    .put(name.substring(dot + 1), function.toLua());
            if (before != null) {
                throw new IllegalArgumentException(name + " is declared twice");
            }
        }
        Map<String, Object> globals = new LinkedHashMap<>();
        plain.forEach((name, function) -> globals.put(name, function.toLua()));
        tables.forEach((name, fields) -> globals.put(name, table(fields, plain.get(name))));
        return globals;
    }

    /// @param callable what calling the table does
    private static LuaTable table(
            Map<String, LuaFunction> fields, @Nullable HostFunction callable) {
        LuaTable table = LuaTable.of(fields);
        if (callable != null) {
            table.metatable(
                    LuaTable.of(Map.of("__call", callable.toMethod(), "__metatable", false)));
        }
        return table;
    }
}
