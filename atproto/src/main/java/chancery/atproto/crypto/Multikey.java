package chancery.atproto.crypto;

import chancery.atproto.syntax.SyntaxException;

import java.util.Arrays;

/// The text of public keys in DID documents: `z`, then base58 of the key type and the compressed
/// point. Older documents leave out the type, see [#parseBare].
public final class Multikey {
    private static final char BASE58 = 'z';
    private static final int PREFIX_BYTES = 2;

    private Multikey() {}

    /// The key of `z…`, of any of the two curves.
    public static PublicKey parse(String text) {
        byte[] bytes = decode(text);
        for (Curve curve : Curve.values()) {
            if (Arrays.equals(bytes, 0, PREFIX_BYTES, prefix(curve), 0, PREFIX_BYTES)
                    && bytes.length == PREFIX_BYTES + 33) {
                byte[] point = Arrays.copyOfRange(bytes, PREFIX_BYTES, bytes.length);
                return PublicKey.decode(curve, point);
            }
        }
        throw SyntaxException.of("Multikey", text);
    }

    /// The key of `z…` without a type, as verification methods of the older suites
    /// `EcdsaSecp256k1VerificationKey2019` and `EcdsaSecp256r1VerificationKey2019` have it.
    public static PublicKey parseBare(Curve curve, String text) {
        return PublicKey.decode(curve, decode(text));
    }

    /// The text of this key.
    public static String format(PublicKey key) {
        byte[] point = key.compressed();
        byte[] bytes = Arrays.copyOf(prefix(key.curve()), PREFIX_BYTES + point.length);
        System.arraycopy(point, 0, bytes, PREFIX_BYTES, point.length);
        return BASE58 + Base58.encode(bytes);
    }

    private static byte[] decode(String text) {
        if (text.length() < 4 || text.charAt(0) != BASE58) {
            throw SyntaxException.of("Multikey", text);
        }
        byte[] bytes = Base58.decode(text.substring(1));
        if (bytes.length < PREFIX_BYTES) {
            throw SyntaxException.of("Multikey", text);
        }
        return bytes;
    }

    /// The multicodec number as a varint of two bytes.
    private static byte[] prefix(Curve curve) {
        int code = curve.multicodec();
        return new byte[] {(byte) (0x80 | (code & 0x7f)), (byte) (code >> 7)};
    }
}
