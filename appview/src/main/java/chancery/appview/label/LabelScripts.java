package chancery.appview.label;

import chancery.appview.json.Json;
import chancery.appview.registry.Trigger;

import java.util.Optional;

/// Asks the scripts that hang on labels.
@FunctionalInterface
public interface LabelScripts {
    /// No script hangs on anything.
    LabelScripts NONE = (_, label) -> Optional.of(label);

    /// What the script on this trigger makes of a label: the label itself when there is no script,
    /// or it failed; empty when the script drops it.
    ///
    /// @param label `src`, `uri`, `val`, `neg`, `cts`, `exp`
    Optional<Json.Members> apply(Trigger trigger, Json.Members label);
}
