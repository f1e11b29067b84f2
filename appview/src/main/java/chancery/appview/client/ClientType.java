package chancery.appview.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether an application can keep a secret.
public enum ClientType {
    CONFIDENTIAL,
    PUBLIC;

    /// The name on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type of this name on the wire.
    public static Optional<ClientType> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
    }
}
