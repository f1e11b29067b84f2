package chancery.appview.script.db;

import chancery.appview.query.RecordFilter;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;
import chancery.lua.runtime.TypeName;
import chancery.store.table.Filter;
import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.List;

/// Reads the option `filter`: a condition `{field, op, value}`, or a group of them with `combine`,
/// groups inside each other up to [RecordFilter#DEPTH_MAX].
final class FilterReader {
    private final State state;
    private int conditions;

    FilterReader(State state) {
        this.state = state;
    }

    /// @throws LuaError or [chancery.atproto.syntax.SyntaxException] when it is none
    Filter read(Object filter) {
        return switch (filter) {
            case Nil _ -> Filter.all();
            case LuaTable table -> read(table, 1);
            default -> throw new LuaError("invalid filter: expected a table");
        };
    }

    private Filter read(LuaTable table, int depth) {
        state.budget().step();
        Options options = Options.of(table, state);
        if (options.value("field") != Nil.NIL) {
            return condition(options);
        }
        if (depth > RecordFilter.DEPTH_MAX) {
            throw new LuaError(
                    "invalid filter: groups are nested deeper than " + RecordFilter.DEPTH_MAX);
        }
        List<Filter> parts = new ArrayList<>();
        for (long i = 1; i <= table.length(); i++) {
            if (!(table.get(i) instanceof LuaTable part)) {
                throw new LuaError("invalid filter: a group holds conditions");
            }
            parts.add(read(part, depth + 1));
        }
        return parts.isEmpty()
                ? Filter.all()
                : RecordFilter.group(options.text("combine").orElse("AND"), parts);
    }

    private Filter condition(Options options) {
        if (++conditions > RecordFilter.CONDITIONS_MAX) {
            throw new LuaError(
                    "invalid filter: more than " + RecordFilter.CONDITIONS_MAX + " conditions");
        }
        return RecordFilter.condition(
                options.text("field").orElse(""),
                options.text("op").orElse("="),
                value(options.value("value")));
    }

    private static Cell value(Object value) {
        return switch (value) {
            case LuaString text -> Cell.of(text.toString());
            case Long number -> Cell.of((long) number);
            case Double number when Double.isFinite(number) -> Cell.of((double) number);
            case Boolean flag -> new Cell.Flag(flag);
            default ->
                    throw new LuaError(
                            "invalid filter value: expected a string, number or boolean, got "
                                    + TypeName.of(value));
        };
    }
}
