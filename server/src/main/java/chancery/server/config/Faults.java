package chancery.server.config;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong, so that it is reported all at once.
final class Faults {
    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    void add(Key key, String text, String expected) {
        add(key.name() + ": '" + text + "' is not " + expected);
    }

    /// @throws ConfigException when there is a fault
    void throwAny() {
        if (!lines.isEmpty()) {
            throw new ConfigException(lines);
        }
    }
}
