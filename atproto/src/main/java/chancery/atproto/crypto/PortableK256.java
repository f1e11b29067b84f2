package chancery.atproto.crypto;

import chancery.atproto.syntax.Sha256;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

import java.math.BigInteger;

/// secp256k1 in Java, for platforms without the native library; gives the same bytes, thirteen
/// times slower. Nonces are those of RFC 6979.
final class PortableK256 implements Ecdsa {
    static final PortableK256 INSTANCE = new PortableK256();

    private final WeierstrassCurve curve = new WeierstrassCurve("secp256k1");

    private PortableK256() {}

    @Override
    public byte[] sign(byte[] secret, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(Scalars.read(secret, 0), curve.domain()));
        BigInteger[] numbers = signer.generateSignature(Sha256.of(message));
        byte[] signature = new byte[SIGNATURE_BYTES];
        Scalars.write(numbers[0], signature, 0);
        Scalars.write(numbers[1], signature, Scalars.BYTES);
        return LowS.of(Curve.K256, signature);
    }

    @Override
    public boolean verify(byte[] point, byte[] message, byte[] signature) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, new ECPublicKeyParameters(curve.parse(point), curve.domain()));
        return signer.verifySignature(
                Sha256.of(message),
                Scalars.read(signature, 0),
                Scalars.read(signature, Scalars.BYTES));
    }

    @Override
    public byte[] point(byte[] secret) {
        return curve.point(secret);
    }

    @Override
    public byte[] decode(byte[] encoded) {
        return curve.decode(encoded);
    }
}
