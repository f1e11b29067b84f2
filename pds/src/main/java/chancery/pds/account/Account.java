package chancery.pds.account;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import java.time.Instant;
import java.util.Optional;

/// An account of this server.
///
/// @param password a PHC string; never the password
public record Account(
        Did did,
        Handle handle,
        Optional<Email> email,
        String password,
        Instant createdAt,
        Standing standing) {

    /// Whether an account takes part.
    public enum Standing {
        ACTIVE("active"),
        DEACTIVATED("deactivated"),
        TAKENDOWN("takendown");

        private final String wire;

        Standing(String wire) {
            this.wire = wire;
        }

        /// The name on the wire, as in `status`.
        public String wire() {
            return wire;
        }
    }

    public boolean active() {
        return standing == Standing.ACTIVE;
    }

    public Account with(Standing next) {
        return new Account(did, handle, email, password, createdAt, next);
    }
}
