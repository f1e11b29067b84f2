package chancery.streams.stream;

import java.util.Optional;

/// Whether records of a stream change.
public enum StreamType {
    /// Records are added, and go when their time is over.
    IMMUTABLE("Immutable"),
    /// Records are added, replaced and deleted.
    MUTABLE("Mutable");

    private final String wire;

    StreamType(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    static Optional<StreamType> find(String wire) {
        for (StreamType type : values()) {
            if (type.wire.equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
