package chancery.appview.script.db;

import chancery.lua.runtime.Budget;
import chancery.lua.runtime.Coercion;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

import java.util.Optional;
import java.util.OptionalLong;

/// A table of options. What is of another type than expected is as good as absent; texts and
/// numbers convert into each other as they do in Lua.
record Options(LuaTable table, Budget budget) {
    static Options of(LuaTable table, State state) {
        return new Options(table, state.budget());
    }

    Object value(String name) {
        return table.get(LuaString.of(name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(Coercion.toText(value(name))).map(LuaString::toString);
    }

    OptionalLong whole(String name) {
        Long number = Coercion.toInteger(budget, value(name));
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
