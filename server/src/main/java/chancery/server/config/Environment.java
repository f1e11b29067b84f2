package chancery.server.config;

import java.util.Map;

/// What the process was started with, apart from its arguments.
///
/// @param variables of the environment
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /// The environment of this process.
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /// Nothing set.
    public static Environment empty() {
        return new Environment(Map.of());
    }
}
