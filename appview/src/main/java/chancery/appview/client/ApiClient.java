package chancery.appview.client;

import chancery.appview.caller.Allowance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An application that is registered here.
///
/// @param key what it names itself by in requests
/// @param secretHash the SHA-256 of its secret in hexadecimal; empty for a public client
public record ApiClient(
        String id,
        String key,
        Optional<String> secretHash,
        ClientType type,
        Profile profile,
        Rates rates,
        boolean active,
        Descent descent,
        Instant createdAt,
        Instant updatedAt) {

    /// What an application says about itself.
    ///
    /// @param url of its OAuth client metadata, its name among authorization servers
    /// @param scopes separated by spaces, beyond which its users' tokens do not go
    /// @param origins from which a public client is used; empty for any
    public record Profile(
            String name,
            String url,
            String uri,
            List<String> redirects,
            String scopes,
            List<String> origins) {
        public Profile {
            redirects = List.copyOf(redirects);
            origins = List.copyOf(origins);
        }
    }

    /// What an application may ask for, where that is not what all may.
    public record Rates(Optional<Long> capacity, Optional<Double> refill) {
        public static final Rates NONE = new Rates(Optional.empty(), Optional.empty());

        /// The allowance, when both parts are there.
        public Optional<Allowance> allowance() {
            return capacity.flatMap(count -> refill.map(rate -> new Allowance(count, rate)));
        }
    }

    /// Where a client comes from.
    ///
    /// @param createdBy a DID
    /// @param parent the row of the client through which it was made
    /// @param owner the account that made it through another client
    public record Descent(String createdBy, Optional<String> parent, Optional<String> owner) {}

    ApiClient with(Profile other, Rates otherRates, boolean nowActive, Instant now) {
        return new ApiClient(
                id, key, secretHash, type, other, otherRates, nowActive, descent, createdAt, now);
    }
}
