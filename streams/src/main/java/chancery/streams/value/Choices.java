package chancery.streams.value;

import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys of an enumeration: 1 to 32, each with a name and a description, and which of them
/// stands for what is not known.
public record Choices(Map<String, Json.Members> values, Optional<String> unknownValue) {
    private static final int COUNT_MAX = 32;
    private static final int KEY_MAX = 128;
    private static final int NAME_MAX = 255;
    private static final int DESCRIPTION_MAX = 1024;
    private static final Set<String> WORDS = Set.of("true", "false", "null");

    static Choices of(Fields type) {
        Fields values = type.object("values");
        Map<String, Json.Members> choices = new LinkedHashMap<>();
        for (Map.Entry<String, Json> value : values.members().members().entrySet()) {
            String key = value.getKey();
            if (!shaped(key) || WORDS.contains(key)) {
                throw Fault.invalid(
                        values.where() + ": a key must match ^[_A-Za-z][_0-9A-Za-z]{0,127}$");
            }
            choices.put(key, choice(Fields.of(value.getValue(), values.path(key))));
        }
        if (choices.isEmpty() || choices.size() > COUNT_MAX) {
            throw Fault.invalid(values.where() + " must have from 1 to 32 keys");
        }
        Optional<String> unknown = type.findText("unknownValue");
        if (unknown.isPresent() && !choices.containsKey(unknown.get())) {
            throw Fault.invalid(type.path("unknownValue") + " must be one of the keys");
        }
        return new Choices(choices, unknown);
    }

    private static Json.Members choice(Fields fields) {
        return Json.Members.builder()
                .putText("name", fields.findText("name", NAME_MAX))
                .putText("description", fields.findText("description", DESCRIPTION_MAX))
                .build();
    }

    private static boolean shaped(String key) {
        if (key.isEmpty() || key.length() > KEY_MAX) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    boolean holds(String key) {
        return values.containsKey(key);
    }

    Json.Members json() {
        Json.Builder members = Json.Members.builder();
        values.forEach(members::put);
        return members.build();
    }
}
