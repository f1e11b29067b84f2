package chancery.atproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.util.Random;

/// The native library and its portable stand-in give the same bytes.
class K256EnginesTest {
    private static final Random RANDOM = new Random(11);
    private static final Ecdsa NATIVE = NativeK256.INSTANCE;
    private static final Ecdsa PORTABLE = PortableK256.INSTANCE;

    @BeforeAll
    static void nativeLibraryLoads() {
        assertThat(NativeK256.AVAILABLE).isTrue();
    }

    @RepeatedTest(50)
    void signAlike() {
        byte[] secret = PrivateKey.generate(Curve.K256, RANDOM).bytes();
        byte[] message = new byte[RANDOM.nextInt(300)];
        RANDOM.nextBytes(message);

        byte[] signature = NATIVE.sign(secret, message);

        assertThat(PORTABLE.sign(secret, message)).isEqualTo(signature);
        assertThat(PORTABLE.point(secret)).isEqualTo(NATIVE.point(secret));
        assertThat(PORTABLE.verify(NATIVE.point(secret), message, signature)).isTrue();
        assertThat(NATIVE.verify(NATIVE.point(secret), message, signature)).isTrue();
    }

    @RepeatedTest(10)
    void decodeAlike() {
        PublicKey key = PrivateKey.generate(Curve.K256, RANDOM).publicKey();

        byte[] point = NATIVE.decode(key.compressed());

        assertThat(point).isEqualTo(key.uncompressed());
        assertThat(PORTABLE.decode(key.compressed())).isEqualTo(point);
        assertThat(PORTABLE.decode(point)).isEqualTo(NATIVE.decode(point));
    }

    @Test
    void refuseAlike() {
        byte[] offCurve = PrivateKey.generate(Curve.K256, RANDOM).publicKey().uncompressed();
        offCurve[40] ^= 1;

        assertThatThrownBy(() -> NATIVE.decode(offCurve)).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> PORTABLE.decode(offCurve)).isInstanceOf(SyntaxException.class);
    }
}
