package chancery.atproto.sync;

import chancery.atproto.syntax.SyntaxException;

import java.util.Optional;

/// The kinds of events, with their names on the wire and their numbers in the log.
public enum EventKind {
    COMMIT("#commit", 1),
    SYNC("#sync", 2),
    IDENTITY("#identity", 3),
    ACCOUNT("#account", 4);

    private final String wire;
    private final int code;

    EventKind(String wire, int code) {
        this.wire = wire;
        this.code = code;
    }

    /// The type in the header of a frame.
    public String wire() {
        return wire;
    }

    /// The number in the stored form; never re-used for another kind.
    int code() {
        return code;
    }

    static EventKind ofCode(int code) {
        for (EventKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new SyntaxException("Invalid stored event: kind " + code);
    }

    static Optional<EventKind> ofWire(String wire) {
        for (EventKind kind : values()) {
            if (kind.wire.equals(wire)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
