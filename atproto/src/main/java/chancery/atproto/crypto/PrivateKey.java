package chancery.atproto.crypto;

import chancery.atproto.syntax.SyntaxException;

import java.util.random.RandomGenerator;

/// A key that signs. Never shows its secret but through [#bytes].
public final class PrivateKey {
    private final Curve curve;
    private final byte[] secret;
    private final PublicKey publicKey;

    private PrivateKey(Curve curve, byte[] secret) {
        this.curve = curve;
        this.secret = secret;
        this.publicKey = new PublicKey(curve, curve.ecdsa().point(secret));
    }

    /// The key of this secret of 32 bytes.
    public static PrivateKey of(Curve curve, byte[] secret) {
        if (secret.length != Scalars.BYTES || !curve.scalar(secret, 0)) {
            throw new SyntaxException("Invalid private key: expected 32 bytes within the order");
        }
        return new PrivateKey(curve, secret.clone());
    }

    /// A new key; `random` must be a cryptographic source.
    public static PrivateKey generate(Curve curve, RandomGenerator random) {
        byte[] secret = new byte[Scalars.BYTES];
        do {
            random.nextBytes(secret);
        } while (!curve.scalar(secret, 0));
        return new PrivateKey(curve, secret);
    }

    public Curve curve() {
        return curve;
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /// The signature of SHA-256 of the message: 64 bytes `r || s`, `s` in the lower half.
    public byte[] sign(byte[] message) {
        return curve.ecdsa().sign(secret, message);
    }

    /// A copy of the secret, 32 bytes.
    public byte[] bytes() {
        return secret.clone();
    }

    /// Names the public half alone.
    @Override
    public String toString() {
        return "PrivateKey of " + publicKey;
    }
}
