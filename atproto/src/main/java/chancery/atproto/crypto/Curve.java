package chancery.atproto.crypto;

import java.math.BigInteger;

/// The two elliptic curves of the protocol.
public enum Curve {
    /// secp256k1, the curve of repository keys.
    K256("ES256K", 0xe7, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
    /// NIST P-256.
    P256("ES256", 0x1200, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private final String algorithm;
    private final int multicodec;
    private final BigInteger order;
    private final BigInteger halfOrder;

    Curve(String algorithm, int multicodec, String order) {
        this.algorithm = algorithm;
        this.multicodec = multicodec;
        this.order = new BigInteger(order, 16);
        this.halfOrder = this.order.shiftRight(1);
    }

    /// What JOSE calls signatures on this curve with SHA-256.
    public String algorithm() {
        return algorithm;
    }

    /// The multicodec number of compressed public keys.
    int multicodec() {
        return multicodec;
    }

    BigInteger order() {
        return order;
    }

    /// Whether the 32 bytes from `offset` are a number from 1 to the order less 1.
    boolean scalar(byte[] bytes, int offset) {
        BigInteger number = Scalars.read(bytes, offset);
        return number.signum() > 0 && number.compareTo(order) < 0;
    }

    /// Whether the 32 bytes from `offset` are at most half of the order.
    boolean low(byte[] bytes, int offset) {
        return Scalars.read(bytes, offset).compareTo(halfOrder) <= 0;
    }

    /// The operations on this curve, by the quickest library there is.
    Ecdsa ecdsa() {
        return switch (this) {
            case K256 -> NativeK256.AVAILABLE ? NativeK256.INSTANCE : PortableK256.INSTANCE;
            case P256 -> JdkP256.INSTANCE;
        };
    }
}
