package chancery.atproto.crypto;

/// Of the two signatures that differ in the sign of `s`, the one the protocol takes.
final class LowS {
    private LowS() {}

    /// The signature with low `s`; the array itself when it has that already.
    static byte[] of(Curve curve, byte[] signature) {
        if (curve.low(signature, Scalars.BYTES)) {
            return signature;
        }
        byte[] low = signature.clone();
        Scalars.write(
                curve.order().subtract(Scalars.read(signature, Scalars.BYTES)), low, Scalars.BYTES);
        return low;
    }
}
