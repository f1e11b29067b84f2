package chancery.atproto.crypto;

import chancery.atproto.syntax.SyntaxException;

import java.util.Arrays;

/// A key that verifies signatures: a point on one of the two curves.
public final class PublicKey {
    private static final int COMPRESSED_BYTES = 33;

    private final Curve curve;
    private final byte[] point;

    PublicKey(Curve curve, byte[] point) {
        this.curve = curve;
        this.point = point;
    }

    /// The key of a point: 33 bytes compressed or 65 uncompressed.
    public static PublicKey decode(Curve curve, byte[] encoded) {
        boolean compressed =
                encoded.length == COMPRESSED_BYTES && (encoded[0] == 2 || encoded[0] == 3);
        boolean full = encoded.length == Ecdsa.POINT_BYTES && encoded[0] == 4;
        if (!compressed && !full) {
            throw new SyntaxException("Invalid public key: expected a point of 33 or 65 bytes");
        }
        return new PublicKey(curve, curve.ecdsa().decode(encoded));
    }

    public Curve curve() {
        return curve;
    }

    /// Whether this is the one valid form of a signature of the message: 64 bytes `r || s`, both
    /// in range, `s` in the lower half. Everything else is refused, DER among it.
    public boolean verify(byte[] message, byte[] signature) {
        return inRange(signature)
                && curve.low(signature, Scalars.BYTES)
                && curve.ecdsa().verify(point, message, signature);
    }

    /// Like [#verify], but `s` may lie in the upper half, as JOSE allows.
    public boolean verifyMalleable(byte[] message, byte[] signature) {
        return inRange(signature)
                && curve.ecdsa().verify(point, message, LowS.of(curve, signature));
    }

    /// The point in 33 bytes.
    public byte[] compressed() {
        byte[] out = Arrays.copyOf(point, COMPRESSED_BYTES);
        out[0] = (byte) (2 + (point[point.length - 1] & 1));
        return out;
    }

    /// The point in 65 bytes: 4, x, y.
    public byte[] uncompressed() {
        return point.clone();
    }

    private boolean inRange(byte[] signature) {
        return signature.length == Ecdsa.SIGNATURE_BYTES
                && curve.scalar(signature, 0)
                && curve.scalar(signature, Scalars.BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that
                && curve == that.curve
                && Arrays.equals(point, that.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    /// The `did:key` of this key.
    @Override
    public String toString() {
        return DidKey.format(this);
    }
}
