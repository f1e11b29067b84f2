package chancery.atproto.repo;

/// Checks with the public key of a repository.
@FunctionalInterface
public interface SignatureCheck {
    /// Whether this is the key's signature, in its one low-S form, over the SHA-256 of these bytes.
    boolean valid(byte[] unsigned, byte[] signature);
}
