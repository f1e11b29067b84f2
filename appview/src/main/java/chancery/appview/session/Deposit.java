package chancery.appview.session;

import chancery.atproto.syntax.Did;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// The tokens that an application got for a user, with the key it was lent.
///
/// @param provision the name of the key
/// @param verifier of a public client (PKCE)
/// @param scopes separated by spaces
public record Deposit(
        String provision,
        Optional<String> verifier,
        Did did,
        Tokens tokens,
        String scopes,
        Optional<URI> pds,
        Optional<URI> issuer) {

    /// What the authorization server issued.
    public record Tokens(String access, Optional<String> refresh, Optional<Instant> expiresAt) {
        /// Leaves out what is secret.
        @Override
        public String toString() {
            return "Tokens[until " + expiresAt + "]";
        }
    }

    /// Leaves out what is secret.
    @Override
    public String toString() {
        return "Deposit[" + did + "]";
    }
}
