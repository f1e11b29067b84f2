package chancery.appview.script.record;

import static chancery.lua.runtime.Nil.NIL;

import chancery.appview.json.Json;
import chancery.appview.script.JsonLua;
import chancery.lua.host.HostFunction;
import chancery.lua.runtime.Arguments;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.Builtin;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes tables into records and knows them again: by a metatable that no script can see or change,
/// and that all states share for that reason.
final class RecordType {
    private final RecordShapes shapes;
    private final LuaTable methods;
    private final LuaTable metatable;

    /// @param methods of a record; their names come before the fields
    RecordType(RecordShapes shapes, List<HostFunction> methods) {
        this.shapes = shapes;
        Map<String, LuaFunction> byName = new HashMap<>();
        methods.forEach(method -> byName.put(simpleName(method), method.toMethod()));
        this.methods = LuaTable.of(byName);
        this.metatable =
                LuaTable.of(
                        Map.of(
                                "__index",
                                this.methods,
                                "__newindex",
                                new Builtin("Record", this::assign),
                                "__tostring",
                                new Builtin("tostring", RecordType::show),
                                "__metatable",
                                false));
    }

    private static String simpleName(HostFunction method) {
        return method.name().substring(method.name().indexOf(':') + 1);
    }

    /// A new record of a collection, with the fields that are given and those that its lexicon has
    /// defaults for.
    RecordTable fresh(State state, LuaString collection, @Nullable LuaTable data) {
        Budget budget = state.budget();
        budget.allocate(LuaTable.cost(0, 0));
        LuaTable table = new LuaTable();
        Optional<RecordShape> shape = shapes.find(collection);
        table.put(budget, RecordTable.COLLECTION, collection);
        shape.flatMap(RecordShape::key)
                .ifPresent(key -> table.put(budget, RecordTable.KEY_TYPE, key));
        if (data != null) {
            copy(budget, data, table);
        }
        shape.ifPresent(known -> addDefaults(state, known.defaults(), table));
        table.metatable(metatable);
        return new RecordTable(table);
    }

    /// The record that stored fields are; the table becomes the record.
    RecordTable stored(Budget budget, LuaTable fields, LuaString collection) {
        RecordTable.clean(budget, fields);
        for (LuaTable.Walk walk = methods.walk(); walk.advance(); ) {
            LuaString name = (LuaString) walk.key();
            Object value = fields.get(name);
            if (value != NIL) {
                fields.put(budget, name, NIL);
                cover(budget, fields, name, value);
            }
        }
        fields.put(budget, RecordTable.COLLECTION, collection);
        fields.metatable(metatable);
        return new RecordTable(fields);
    }

    /// Whether a value is a record.
    boolean is(Object value) {
        return value instanceof LuaTable table && table.metatable() == metatable;
    }

    /// The record that a method was called on.
    RecordTable require(Object value) {
        if (value instanceof LuaTable table && is(table)) {
            return new RecordTable(table);
        }
        throw new LuaError("expected a Record");
    }

    /// What the lexicon says about a record.
    Optional<RecordShape> shape(RecordTable record) {
        return record.text(RecordTable.COLLECTION).flatMap(shapes::find);
    }

    private void copy(Budget budget, LuaTable data, LuaTable into) {
        for (LuaTable.Walk walk = data.walk(); walk.advance(); ) {
            budget.steps(1L + walk.steps());
            if (!(walk.key() instanceof LuaString name)) {
                into.put(budget, walk.key(), walk.value());
            } else if (methods.get(name) != NIL) {
                cover(budget, into, name, walk.value());
            } else if (!RecordTable.internal(name)) {
                into.put(budget, name, walk.value());
            }
        }
    }

    private void addDefaults(State state, Map<LuaString, Json> defaults, LuaTable table) {
        defaults.forEach(
                (name, value) -> {
                    if (RecordTable.field(table, name) == NIL) {
                        put(state, table, name, JsonLua.toLua(state, value));
                    }
                });
    }

    private Object assign(State state, Arguments arguments) {
        LuaTable table = arguments.table(1);
        switch (arguments.get(2)) {
            case LuaString name when RecordTable.internal(name) ->
                    throw new LuaError("cannot assign to internal field '" + name + "'");
            case LuaString name -> put(state, table, name, arguments.get(3));
            case Long number -> table.put(state.budget(), number, arguments.get(3));
            default -> throw new LuaError("the fields of a Record have names");
        }
        return Values.none();
    }

    private void put(State state, LuaTable table, LuaString name, Object value) {
        if (methods.get(name) == NIL) {
            table.put(state.budget(), name, value);
        } else {
            cover(state.budget(), table, name, value);
        }
    }

    private static void cover(Budget budget, LuaTable table, LuaString name, Object value) {
        if (!(table.get(RecordTable.COVERED) instanceof LuaTable covered)) {
            budget.allocate(LuaTable.cost(0, 0));
            LuaTable first = new LuaTable();
            first.put(budget, name, value);
            table.put(budget, RecordTable.COVERED, first);
        } else {
            covered.put(budget, name, value);
        }
    }

    private static Object show(State state, Arguments arguments) {
        RecordTable record = new RecordTable(arguments.table(1));
        String collection = record.text(RecordTable.COLLECTION).orElse(LuaString.EMPTY).toString();
        String place =
                record.text(RecordTable.URI).map(uri -> "[uri=" + uri + "]").orElse("[unsaved]");
        String text = "Record(" + collection + ") " + place;
        state.budget().allocate(LuaString.cost(text.length()));
        return LuaString.of(text);
    }
}
