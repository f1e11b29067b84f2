package chancery.appview.session;

import chancery.atproto.syntax.Did;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The session of an account that lives elsewhere, as one application deposited it. What is secret
/// is sealed.
///
/// @param former tokens that were replaced and are still believed
/// @param used whether a request was proven with it
public record RemoteSession(
        String id,
        String clientId,
        Did did,
        HeldKey key,
        Tokens tokens,
        List<Former> former,
        List<String> scopes,
        Host host,
        boolean used,
        Instant createdAt) {
    public RemoteSession {
        former = List.copyOf(former);
        scopes = List.copyOf(scopes);
    }

    /// The key that proofs are made with, by the application and by this server.
    record HeldKey(byte[] sealed, String thumbprint) {}

    /// What the account's authorization server issued.
    ///
    /// @param hash of the access token, in hexadecimal
    record Tokens(
            byte[] access, String hash, Optional<byte[]> refresh, Optional<Instant> expiresAt) {}

    /// A token that was replaced by another, and how long it is believed.
    record Former(String hash, Instant until) {}

    /// Where the account lives, as far as the session says it.
    record Host(Optional<URI> pds, Optional<URI> issuer) {}

    /// The name of the row.
    String name() {
        return name(clientId, did);
    }

    static String name(String clientId, Did did) {
        return clientId + "/" + did.value();
    }

    RemoteSession with(Tokens other, List<Former> otherFormer) {
        return new RemoteSession(
                id, clientId, did, key, other, otherFormer, scopes, host, used, createdAt);
    }

    RemoteSession afterUse() {
        return new RemoteSession(
                id, clientId, did, key, tokens, former, scopes, host, true, createdAt);
    }

    /// Leaves out what is sealed.
    @Override
    public String toString() {
        return "RemoteSession[" + name() + "]";
    }
}
