package chancery.lua.text;

import chancery.lua.runtime.Builtin;

import java.util.LinkedHashMap;
import java.util.Map;

/// Names and values of `string` or `utf8` while it is put together.
final class Functions {
    private final String prefix;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /// @param prefix before the names in messages, as in `string.`
    Functions(String prefix) {
        this.prefix = prefix;
    }

    Functions add(String name, Builtin.Body body) {
        return set(name, new Builtin(prefix + name, body));
    }

    Functions set(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
