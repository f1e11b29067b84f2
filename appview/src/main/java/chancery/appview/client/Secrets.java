package chancery.appview.client;

import chancery.appview.truth.RowId;
import chancery.atproto.syntax.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Makes and compares what nobody may guess.
public final class Secrets {
    private static final int KEY_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    private final RandomGenerator random;

    /// @param random a secure source
    public Secrets(RandomGenerator random) {
        this.random = random;
    }

    /// A key of a client.
    String key() {
        return "hvc_" + hex(KEY_BYTES);
    }

    /// A secret of a client.
    String secret() {
        return "hvs_" + hex(SECRET_BYTES);
    }

    /// The name of a key that was handed out.
    public String provision() {
        return "hvp_" + hex(KEY_BYTES);
    }

    /// A name of a row: a random UUID.
    public String id() {
        return RowId.random(random);
    }

    private String hex(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// The SHA-256 of a text in hexadecimal.
    public static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /// The SHA-256 of a text.
    public static byte[] sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether two texts are the same, in a time that does not tell where they differ.
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
