package chancery.atproto.crypto;

/// ECDSA with SHA-256 on one curve, as some library does it. Points are 65 bytes, uncompressed;
/// secrets are 32 bytes within the order; signatures are 64 bytes `r || s`.
interface Ecdsa {
    int POINT_BYTES = 65;
    int SIGNATURE_BYTES = 64;

    /// Signs this message; `s` is low.
    byte[] sign(byte[] secret, byte[] message);

    /// Whether the signature, whose numbers are in range and whose `s` is low, is right.
    boolean verify(byte[] point, byte[] message, byte[] signature);

    /// The point that belongs to this secret.
    byte[] point(byte[] secret);

    /// The point of this compressed or uncompressed form, which must lie on the curve.
    byte[] decode(byte[] encoded);
}
