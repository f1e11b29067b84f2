package chancery.appview.script.record;

import chancery.appview.json.Json;
import chancery.lua.runtime.LuaString;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a registered lexicon says about the records of its collection, as far as `Record` heeds it.
///
/// @param key how records are named: `tid`, `any`, `literal:self`
/// @param required fields that a record must have
/// @param properties fields that are kept; empty for all
/// @param defaults of fields that are not given
record RecordShape(
        Optional<LuaString> key,
        List<LuaString> required,
        Optional<Set<LuaString>> properties,
        Map<LuaString, Json> defaults) {

    /// Of a lexicon of type `record`.
    static Optional<RecordShape> of(Json.Members lexicon) {
        return lexicon.object("defs")
                .flatMap(defs -> defs.object("main"))
                .filter(main -> main.text("type").equals(Optional.of("record")))
                .map(RecordShape::ofMain);
    }

    private static RecordShape ofMain(Json.Members main) {
        Json.Members schema = main.object("record").orElse(Json.Members.EMPTY);
        Optional<Json.Members> properties = schema.object("properties");
        return new RecordShape(
                main.text("key").map(LuaString::of),
                texts(schema.items("required").orElse(List.of())),
                properties.map(RecordShape::names),
                properties.map(RecordShape::defaults).orElse(Map.of()));
    }

    private static List<LuaString> texts(List<Json> items) {
        List<LuaString> texts = new ArrayList<>();
        for (Json item : items) {
            if (item instanceof Json.Text(var text)) {
                texts.add(LuaString.of(text));
            }
        }
        return List.copyOf(texts);
    }

    private static Set<LuaString> names(Json.Members properties) {
        Set<LuaString> names = new HashSet<>();
        properties.members().keySet().forEach(name -> names.add(LuaString.of(name)));
        return Set.copyOf(names);
    }

    private static Map<LuaString, Json> defaults(Json.Members properties) {
        Map<LuaString, Json> defaults = new TreeMap<>();
        properties
                .members()
                .forEach(
                        (name, property) -> {
                            if (property instanceof Json.Members schema && !name.startsWith("_")) {
                                schema.find("default")
                                        .ifPresent(
                                                value -> defaults.put(LuaString.of(name), value));
                            }
                        });
        return Map.copyOf(defaults);
    }
}
