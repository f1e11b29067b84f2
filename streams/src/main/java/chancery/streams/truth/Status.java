package chancery.streams.truth;

import java.util.Locale;

/// What the last change of a record did.
public enum Status {
    CREATED(0),
    UPDATED(1),
    DELETED(2);

    private final int code;

    Status(int code) {
        this.code = code;
    }

    /// The number under which it is kept.
    int code() {
        return code;
    }

    static Status of(int code) {
        for (Status status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalStateException("a status of an unknown number: " + code);
    }

    /// The name on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
