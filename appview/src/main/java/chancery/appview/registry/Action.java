package chancery.appview.registry;

import java.util.Locale;
import java.util.Optional;

/// What a procedure without a script does with its record.
public enum Action {
    CREATE,
    UPDATE,
    DELETE,
    /// Update when the input names a record, else create.
    UPSERT;

    /// The name on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The action of this name.
    public static Optional<Action> of(String wire) {
        for (Action action : values()) {
            if (action.wire().equals(wire)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
