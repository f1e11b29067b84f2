package chancery.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key of 32 bytes that values are sealed under. Its id is derived from it, so that a key needs
/// no name in a configuration. Never shown.
public final class MasterKey {
    /// The length of a key.
    public static final int BYTES = 32;

    static final int ID_BYTES = 8;

    private final SecretKey secret;
    private final byte[] id;

    private MasterKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "AES");
        MessageDigest sum = Blobs.sha256();
        sum.update("chancery master key id".getBytes(StandardCharsets.US_ASCII));
        this.id = Arrays.copyOf(sum.digest(secret), ID_BYTES);
    }

    /// The key with these 32 bytes.
    ///
    /// @throws IllegalArgumentException when they are not 32
    public static MasterKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes, not " + secret.length);
        }
        return new MasterKey(secret.clone());
    }

    /// The name of this key in what it sealed: 16 hexadecimal digits.
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    byte[] idBytes() {
        return id;
    }

    SecretKey secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "master key " + id();
    }
}
