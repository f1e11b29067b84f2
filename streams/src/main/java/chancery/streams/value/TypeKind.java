package chancery.streams.value;

import java.util.Locale;
import java.util.Optional;

/// What the values of a property are, apart from whether there are several.
public enum TypeKind {
    TEXT,
    BOOLEAN,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64,
    TIMESTAMP,
    DATE,
    JSON,
    DIRECT,
    ENUM;

    /// The name on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TypeKind> find(String wire) {
        for (TypeKind kind : values()) {
            if (kind.wire().equals(wire)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// Whether values can be added and averaged.
    public boolean numeric() {
        return this == INT32 || this == INT64 || fractional();
    }

    /// Whether values are floating-point numbers.
    public boolean fractional() {
        return this == FLOAT32 || this == FLOAT64;
    }
}
