package chancery.lua.host;

import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaTable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Host functions as globals.
public final class HostFunctions {
    private HostFunctions() {}

    /// Globals for [chancery.lua.library.Libraries#with]: functions by their names, those with a
    /// dot in a table of the part before it.
    public static Map<String, Object> globals(List<HostFunction> functions) {
        Map<String, Object> globals = new LinkedHashMap<>();
        Map<String, Map<String, LuaFunction>> tables = new LinkedHashMap<>();
        for (HostFunction function : functions) {
            String name = function.name();
            int dot = name.indexOf('.');
            Object before =
                    dot < 0
                            ? globals.put(name, function.toLua())
                            : tables.computeIfAbsent(
                                            name.substring(0, dot), _ -> new LinkedHashMap<>())
                                    .put(name.substring(dot + 1), function.toLua());
            if (before != null) {
                throw new IllegalArgumentException(name + " is declared twice");
            }
        }
        tables.forEach((name, fields) -> globals.put(name, LuaTable.of(fields)));
        return globals;
    }
}
