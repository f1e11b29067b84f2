package chancery.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Seals secrets for rest: AES-256-GCM under a master key, bound to an owner and a purpose, so that
/// a sealed value moved to another row does not open. The layout is in docs/formats/store.md. Safe
/// for all threads when its source of randomness is.
public final class Sealer {
    /// How many bytes a sealed value is longer than what it holds.
    public static final int OVERHEAD_BYTES = 1 + MasterKey.ID_BYTES + 12 + 16;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey current;
    private final Map<String, MasterKey> keys = new LinkedHashMap<>();
    private final RandomGenerator random;

    /// @param current seals, and opens
    /// @param former open what they sealed before a rotation
    /// @param random a secure source
    public Sealer(MasterKey current, List<MasterKey> former, RandomGenerator random) {
        this.current = current;
        this.random = random;
        former.forEach(key -> keys.put(key.id(), key));
        keys.put(current.id(), current);
    }

    /// Seals bytes for the owner and the purpose.
    public byte[] seal(String owner, String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = run(Cipher.ENCRYPT_MODE, current, nonce, bound(owner, purpose), plain);
        return ByteBuffer.allocate(1 + MasterKey.ID_BYTES + NONCE_BYTES + text.length)
                .put(VERSION)
                .put(current.idBytes())
                .put(nonce)
                .put(text)
                .array();
    }

    /// The bytes that were sealed for this owner and this purpose.
    ///
    /// @throws IllegalStateException when the value was not: damaged, another owner or purpose, an
    ///     unknown key
    public byte[] open(String owner, String purpose, byte[] sealed) {
        MasterKey key = keyOf(sealed);
        ByteBuffer in = ByteBuffer.wrap(sealed).position(1 + MasterKey.ID_BYTES);
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        byte[] text = new byte[in.remaining()];
        in.get(text);
        return run(Cipher.DECRYPT_MODE, key, nonce, bound(owner, purpose), text);
    }

    /// Whether the value is sealed under the current key; what is not is sealed anew by a rotation.
    public boolean current(byte[] sealed) {
        return keyOf(sealed) == current;
    }

    private MasterKey keyOf(byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("not a sealed value");
        }
        String id = HexFormat.of().formatHex(sealed, 1, 1 + MasterKey.ID_BYTES);
        MasterKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("sealed under master key " + id + ", which is missing");
        }
        return key;
    }

    /// Owner and purpose as associated data: each behind its length, so that no two pairs agree.
    private static byte[] bound(String owner, String purpose) {
        byte[] left = owner.getBytes(StandardCharsets.UTF_8);
        byte[] right = purpose.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Integer.BYTES + left.length + right.length)
                .putInt(left.length)
                .put(left)
                .putInt(right.length)
                .put(right)
                .array();
    }

    private static byte[] run(int mode, MasterKey key, byte[] nonce, byte[] bound, byte[] in) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sealed value does not open", e);
        }
    }
}
