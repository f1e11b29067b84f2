package chancery.lua.library;

import chancery.lua.runtime.Builtin;

import java.util.LinkedHashMap;
import java.util.Map;

/// Names and values of a library while it is put together.
final class Functions {
    private final String prefix;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /// @param prefix before the names in messages, as in `table.`; empty for base functions
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
