package chancery.server.config;

import java.util.List;

/// The log.
public record LogConfig(String level) {
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

    static LogConfig read(Values values) {
        String level = values.text(Keys.LOG_LEVEL);
        if (!LEVELS.contains(level)) {
            values.fault(Keys.LOG_LEVEL, "'" + level + "' is none of " + LEVELS);
        }
        return new LogConfig(level);
    }
}
