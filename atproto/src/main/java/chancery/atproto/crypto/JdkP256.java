package chancery.atproto.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;

/// P-256 by the JDK; the arithmetic of points in Java. Nonces are the JDK's own random numbers, so
/// two signatures of one message differ.
final class JdkP256 implements Ecdsa {
    static final JdkP256 INSTANCE = new JdkP256();

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final WeierstrassCurve curve = new WeierstrassCurve("secp256r1");
    private final ECParameterSpec parameters = parameters();

    private JdkP256() {}

    @Override
    public byte[] sign(byte[] secret, byte[] message) {
        try {
            PrivateKey key =
                    keys().generatePrivate(
                                    new ECPrivateKeySpec(Scalars.read(secret, 0), parameters));
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return LowS.of(Curve.P256, signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot sign on P-256", e);
        }
    }

    @Override
    public boolean verify(byte[] point, byte[] message, byte[] signature) {
        try {
            ECPoint w =
                    new ECPoint(
                            new BigInteger(1, point, 1, Scalars.BYTES),
                            new BigInteger(1, point, 1 + Scalars.BYTES, Scalars.BYTES));
            PublicKey key = keys().generatePublic(new ECPublicKeySpec(w, parameters));
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot verify on P-256", e);
        }
    }

    @Override
    public byte[] point(byte[] secret) {
        return curve.point(secret);
    }

    @Override
    public byte[] decode(byte[] encoded) {
        return curve.decode(encoded);
    }

    private static KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC");
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
