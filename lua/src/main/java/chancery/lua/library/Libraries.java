package chancery.lua.library;

import chancery.lua.operation.Metamethod;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.text.StringLibrary;
import chancery.lua.text.Utf8Library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What scripts find when they start. Made once and shared by all threads; each state gets tables
/// of its own, which share their fields with these until a script writes to them.
public final class Libraries {
    private static final String GLOBALS_NAME = "_G";
    private static final LuaString GLOBALS = LuaString.of(GLOBALS_NAME);
    private static final LuaString STRING = LuaString.of("string");

    private final Map<String, Object> fields;
    private final LuaTable template;
    private final LuaTable stringMetatable;
    private final List<Module> modules = new ArrayList<>();

    private final Map<LuaString, LuaString> names = new HashMap<>();

    private record Module(LuaString name, LuaTable template) {}

    private Libraries(Map<String, Object> fields) {
        this.fields = fields;
        template = LuaTable.of(fields);
        stringMetatable = LuaTable.of(Map.of(Metamethod.INDEX.toString(), Nil.NIL));
        fields.forEach(
                (name, value) -> {
                    if (value instanceof LuaTable table) {
                        modules.add(new Module(LuaString.of(name), table));
                        collect(table);
                    }
                });
        collect(template);
    }

    private void collect(LuaTable table) {
        for (LuaTable.Walk walk = table.walk(); walk.advance(); ) {
            if (walk.key() instanceof LuaString name) {
                names.put(name, name);
            }
        }
    }

    /// All libraries but coroutines and what needs the compiler.
    public static Libraries standard() {
        Map<String, Object> fields = new LinkedHashMap<>(BaseLibrary.fields());
        fields.put(GLOBALS_NAME, Nil.NIL);
        fields.put("math", LuaTable.of(MathLibrary.fields()));
        fields.put("os", LuaTable.of(OsLibrary.fields()));
        fields.put("string", LuaTable.of(StringLibrary.fields()));
        fields.put("table", LuaTable.of(TableLibrary.fields()));
        fields.put("utf8", LuaTable.of(Utf8Library.fields()));
        return new Libraries(fields);
    }

    /// The same with more globals. A table among them is a template that nobody writes to from now
    /// on: each state gets its own, which shares its fields. Tables inside of it are not copied and
    /// must not be there.
    public Libraries with(Map<String, ?> globals) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.putAll(globals);
        return new Libraries(more);
    }

    /// All names of fields, each to itself: a source that uses these objects finds fields faster.
    public Map<LuaString, LuaString> names() {
        return names;
    }

    /// A fresh state.
    public State open(BudgetLimits limits, Host host) {
        LuaTable globals = LuaTable.sharing(template);
        LuaTable metatable = LuaTable.sharing(stringMetatable);
        State state = new State(limits, host, globals, metatable);
        globals.put(state.budget(), GLOBALS, globals);
        for (Module module : modules) {
            globals.put(state.budget(), module.name, LuaTable.sharing(module.template));
        }
        metatable.put(state.budget(), Metamethod.INDEX, globals.get(STRING));
        return state;
    }
}
