package chancery.atproto.syntax;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The one hash of the protocol.
public final class Sha256 {
    /// Length of a digest.
    public static final int BYTES = 32;

    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /// The digest of a part of the array.
    public static byte[] of(byte[] bytes, int offset, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, offset, length);
        return digest.digest();
    }

    /// A fresh digest, for input that comes in pieces.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
