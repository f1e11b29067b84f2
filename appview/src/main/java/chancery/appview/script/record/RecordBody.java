package chancery.appview.script.record;

import static chancery.lua.runtime.Nil.NIL;

import chancery.appview.json.Json;
import chancery.appview.script.JsonLua;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;

import java.util.Optional;

/// What of a record is stored.
final class RecordBody {
    private RecordBody() {}

    /// The fields of a record as JSON, with their type: those that its lexicon declares, or all.
    ///
    /// @throws LuaError when a field is missing, or no JSON
    static Json.Members of(State state, RecordTable record, Optional<RecordShape> shape) {
        LuaTable table = record.table();
        shape.ifPresent(known -> requireAll(table, known));
        Json.Builder body = Json.Members.builder();
        add(state, table, shape, body);
        if (table.get(RecordTable.COVERED) instanceof LuaTable covered) {
            add(state, covered, shape, body);
        }
        record.text(RecordTable.COLLECTION)
                .ifPresent(collection -> body.put("$type", collection.toString()));
        return body.build();
    }

    private static void requireAll(LuaTable table, RecordShape shape) {
        for (LuaString name : shape.required()) {
            if (RecordTable.field(table, name) == NIL) {
                throw new LuaError("missing required field '" + name + "'");
            }
        }
    }

    private static void add(
            State state, LuaTable fields, Optional<RecordShape> shape, Json.Builder body) {
        for (LuaTable.Walk walk = fields.walk(); walk.advance(); ) {
            state.budget().steps(1L + walk.steps());
            if (!(walk.key() instanceof LuaString name)) {
                throw new LuaError("the fields of a Record have names");
            }
            if (!RecordTable.internal(name) && kept(name, shape)) {
                body.put(name.toString(), JsonLua.toJson(state, walk.value()));
            }
        }
    }

    private static boolean kept(LuaString name, Optional<RecordShape> shape) {
        return shape.flatMap(RecordShape::properties)
                .map(properties -> properties.contains(name))
                .orElse(true);
    }
}
