package chancery.atproto.repo;

/// Signs with the key of a repository.
@FunctionalInterface
public interface Signer {
    /// The signature over the SHA-256 of these bytes: 64 bytes, low-S.
    byte[] sign(byte[] unsigned);
}
