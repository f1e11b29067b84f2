package chancery.appview.delegation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody may do with the account of another: owners and admins write and manage, members
/// see.
public enum Role {
    OWNER,
    ADMIN,
    MEMBER;

    /// The name on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of this name on the wire.
    public static Optional<Role> of(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }

    /// Whether this role writes and manages.
    boolean manages() {
        return this != MEMBER;
    }
}
