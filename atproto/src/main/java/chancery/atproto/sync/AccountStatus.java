package chancery.atproto.sync;

import java.util.Locale;
import java.util.Optional;

/// Whether a host serves an account, and if not, why not.
public enum AccountStatus {
    ACTIVE,
    TAKENDOWN,
    SUSPENDED,
    DELETED,
    DEACTIVATED,
    DESYNCHRONIZED,
    THROTTLED,
    /// Not served for a reason that was not given, or that this version does not know.
    INACTIVE;

    public boolean active() {
        return this == ACTIVE;
    }

    /// The reason on the wire; empty where there is none.
    public Optional<String> reason() {
        return switch (this) {
            case ACTIVE, INACTIVE -> Optional.empty();
            case TAKENDOWN, SUSPENDED, DELETED, DEACTIVATED, DESYNCHRONIZED, THROTTLED ->
                    Optional.of(name().toLowerCase(Locale.ROOT));
        };
    }

    /// The status of an account that is not served for this reason.
    public static AccountStatus ofReason(String reason) {
        for (AccountStatus status : values()) {
            if (status.reason().filter(reason::equals).isPresent()) {
                return status;
            }
        }
        return INACTIVE;
    }
}
