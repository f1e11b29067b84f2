package chancery.appview.script.db;

import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.List;

/// The parameters of `db.raw`: the list up to its first nil. Booleans are numbers in SQL.
final class RawParameters {
    private RawParameters() {}

    static List<Cell> read(State state, LuaTable list) {
        List<Cell> parameters = new ArrayList<>();
        for (long i = 1; list.get(i) != Nil.NIL; i++) {
            state.budget().step();
            parameters.add(cell(list.get(i)));
        }
        return parameters;
    }

    private static Cell cell(Object value) {
        return switch (value) {
            case LuaString text -> Cell.of(text.toString());
            case Long number -> Cell.of((long) number);
            case Double number when Double.isFinite(number) -> Cell.of((double) number);
            case Boolean flag -> Cell.of(flag ? 1L : 0L);
            default -> throw new LuaError("unsupported parameter type: " + TypeName.of(value));
        };
    }
}
