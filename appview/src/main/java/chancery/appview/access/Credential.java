package chancery.appview.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Secrets that are shown once: random, and kept as their SHA-256 alone.
public final class Credential {
    private Credential() {}

    /// A new secret: the prefix and this many random bytes in hexadecimal.
    public static String random(RandomGenerator random, String prefix, int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return prefix + HexFormat.of().formatHex(secret);
    }

    /// What is kept of a secret.
    public static String hash(String secret) {
        return HexFormat.of().formatHex(digest(secret));
    }

    /// Whether two secrets are the same, in a time that does not say where they differ.
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(digest(one), digest(other));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
