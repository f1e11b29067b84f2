package chancery.appview.script;

import java.util.Map;

/// The variables that operators set for scripts, in the clear.
@FunctionalInterface
public interface Variables {
    /// All of them by name. The map never changes; when a variable does, it is another map.
    Map<String, String> all();
}
