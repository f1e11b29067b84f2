package chancery.atproto.crypto;

import chancery.atproto.syntax.Sha256;
import chancery.atproto.syntax.SyntaxException;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;

/// secp256k1 by the native library. A call holds its carrier thread for 23 to 34 µs.
final class NativeK256 implements Ecdsa {
    static final NativeK256 INSTANCE = new NativeK256();

    /// Whether the native library is here for this platform.
    static final boolean AVAILABLE = loads();

    private NativeK256() {}

    @Override
    public byte[] sign(byte[] secret, byte[] message) {
        return Secp256k1.get().sign(Sha256.of(message), secret, null);
    }

    @Override
    public boolean verify(byte[] point, byte[] message, byte[] signature) {
        return Secp256k1.get().verify(signature, Sha256.of(message), point);
    }

    @Override
    public byte[] point(byte[] secret) {
        return Secp256k1.get().pubkeyCreate(secret);
    }

    @Override
    public byte[] decode(byte[] encoded) {
        try {
            return Secp256k1.get().pubkeyParse(encoded);
        } catch (Secp256k1Exception _) {
            throw new SyntaxException("Invalid public key: not a point of secp256k1");
        }
    }

    private static boolean loads() {
        try {
            return Secp256k1.get() != null;
        } catch (IllegalStateException | LinkageError _) {
            return false;
        }
    }
}
