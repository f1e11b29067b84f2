package chancery.atproto.crypto;

import chancery.atproto.syntax.SyntaxException;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

import java.math.BigInteger;

/// The arithmetic of points in Java, for what the quicker libraries do not offer.
final class WeierstrassCurve {
    private final String name;
    private final ECDomainParameters domain;

    WeierstrassCurve(String name) {
        X9ECParameters curve = CustomNamedCurves.getByName(name);
        this.name = name;
        this.domain = new ECDomainParameters(curve);
    }

    ECDomainParameters domain() {
        return domain;
    }

    byte[] point(byte[] secret) {
        BigInteger number = Scalars.read(secret, 0);
        return new FixedPointCombMultiplier().multiply(domain.getG(), number).getEncoded(false);
    }

    byte[] decode(byte[] encoded) {
        return parse(encoded).getEncoded(false);
    }

    /// The point of this form: 33 bytes beginning with 2 or 3, or 65 beginning with 4.
    ECPoint parse(byte[] encoded) {
        try {
            ECPoint point = domain.getCurve().decodePoint(encoded);
            if (!point.isInfinity() && encoded[0] <= 4) {
                return point;
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            throw invalid();
        }
        throw invalid();
    }

    private SyntaxException invalid() {
        return new SyntaxException("Invalid public key: not a point of " + name);
    }
}
