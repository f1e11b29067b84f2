package chancery.lua.host;

import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Host functions as globals.
public final class HostFunctions {
    private HostFunctions() {}

    /// Globals for [chancery.lua.library.Libraries#with]: functions by their names, those with dots
    /// in tables of the parts before them. A table whose name is declared as a function, too, can
    /// be called.
    public static Map<String, Object> globals(List<HostFunction> functions) {
        Tree root = new Tree();
        functions.forEach(root::add);
        Map<String, Object> globals = new LinkedHashMap<>(root.values());
        root.tables.forEach(
                (name, tree) -> globals.put(name, tree.table(name, root.functions.get(name))));
        return globals;
    }

    /// Functions, and tables of more of them, by the next part of their names.
    private static final class Tree {
        private final Map<String, HostFunction> functions = new LinkedHashMap<>();
        private final Map<String, Tree> tables = new LinkedHashMap<>();

        void add(HostFunction function) {
            String name = function.name();
            Tree at = this;
            int from = 0;
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
                at = at.tables.computeIfAbsent(name.substring(from, dot), _ -> new Tree());
                from = dot + 1;
            }
            if (at.functions.put(name.substring(from), function) != null) {
                throw new IllegalArgumentException(name + " is declared twice");
            }
        }

        Map<String, LuaFunction> values() {
            Map<String, LuaFunction> values = new LinkedHashMap<>();
            functions.forEach((name, function) -> values.put(name, function.toLua()));
            return values;
        }

        /// @param callable what calling the table does
        LuaTable table(String name, @Nullable HostFunction callable) {
            Map<String, Object> meta = new HashMap<>();
            if (callable != null) {
                meta.put(Metamethod.CALL.toString(), callable.toMethod());
            }
            if (!tables.isEmpty()) {
                Map<String, LuaTable> inner = new HashMap<>();
                tables.forEach((part, tree) -> inner.put(part, tree.table(part, null)));
                meta.put(Metamethod.INDEX.toString(), inside(name, LuaTable.of(inner)));
            }
            LuaTable table = LuaTable.of(values());
            if (!meta.isEmpty()) {
                meta.put("__metatable", false);
                table.metatable(LuaTable.of(meta));
            }
            return table;
        }

        /// Finds the tables inside of one: each time a fresh one, because states share these.
        private static LuaFunction inside(String name, LuaTable templates) {
            return new Builtin(
                    name,
                    (state, arguments) -> {
                        if (templates.get(arguments.any(2)) instanceof LuaTable template) {
                            state.budget().allocate(LuaTable.cost(0, 0));
                            return LuaTable.sharing(template);
                        }
                        return Nil.NIL;
                    });
        }
    }
}
