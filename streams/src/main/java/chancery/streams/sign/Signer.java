package chancery.streams.sign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs bytes for a purpose, and knows them again. What was signed for one purpose is nothing for
/// another. The bytes are not hidden.
public final class Signer {
    /// How long a key is.
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;

    public Signer(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// The bytes and their signature as a text of letters, digits, `-` and `_`.
    public String sign(String purpose, byte[] payload) {
        byte[] mac = mac(purpose, payload);
        byte[] whole =
                ByteBuffer.allocate(MAC_BYTES + payload.length).put(mac).put(payload).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// The bytes of a text that was signed here for this purpose; empty for any other text.
    public Optional<byte[]> open(String purpose, String text) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (whole.length < MAC_BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(whole, MAC_BYTES, whole.length);
        byte[] mac = Arrays.copyOf(whole, MAC_BYTES);
        boolean same = MessageDigest.isEqual(mac, mac(purpose, payload));
        return same ? Optional.of(payload) : Optional.empty();
    }

    private byte[] mac(String purpose, byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
            mac.update(name);
            return Arrays.copyOf(mac.doFinal(payload), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
