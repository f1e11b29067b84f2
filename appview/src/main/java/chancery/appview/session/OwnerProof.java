package chancery.appview.session;

import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.syntax.Did;

import java.net.URI;
import java.util.Optional;

/// Shows that a token was issued to the account that it is deposited for.
@FunctionalInterface
public interface OwnerProof {
    /// Where the account lives, once it is shown that the token is its own.
    ///
    /// @throws chancery.web.Refusal when it is not, or cannot be
    Optional<URI> require(Claim claim);

    /// What is to be shown.
    ///
    /// @param key that the token is bound to
    /// @param pds where the account lives, as the application says
    record Claim(Did did, PrivateKey key, String token, Optional<URI> pds) {
        /// Leaves out what is secret.
        @Override
        public String toString() {
            return "Claim[" + did + "]";
        }
    }

    /// Believes everything. For tests of applications, against hosts that do not exist.
    static OwnerProof believing() {
        return Claim::pds;
    }
}
