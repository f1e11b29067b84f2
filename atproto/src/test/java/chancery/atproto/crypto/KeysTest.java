package chancery.atproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.random.RandomGenerator;

class KeysTest {
    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    private final RandomGenerator random = new Random(7);

    @ParameterizedTest
    @EnumSource
    void verifiesWhatItSigned(Curve curve) {
        PrivateKey key = PrivateKey.generate(curve, random);

        byte[] signature = key.sign(MESSAGE);

        assertThat(signature).hasSize(64);
        assertThat(key.publicKey().verify(MESSAGE, signature)).isTrue();
        assertThat(key.publicKey().verifyMalleable(MESSAGE, signature)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void signsWithLowSAlways(Curve curve) {
        PrivateKey key = PrivateKey.generate(curve, random);

        for (int i = 0; i < 32; i++) {
            byte[] signature = key.sign(new byte[] {(byte) i});

            assertThat(curve.low(signature, 32)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherMessageKeyOrSignature(Curve curve) {
        PrivateKey key = PrivateKey.generate(curve, random);
        byte[] signature = key.sign(MESSAGE);
        byte[] changed = signature.clone();
        changed[5] ^= 1;

        assertThat(key.publicKey().verify("another".getBytes(UTF_8), signature)).isFalse();
        assertThat(key.publicKey().verify(MESSAGE, changed)).isFalse();
        assertThat(PrivateKey.generate(curve, random).publicKey().verify(MESSAGE, signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void k11RefusesTheHighTwinButToleratesItForTokens(Curve curve) {
        PrivateKey key = PrivateKey.generate(curve, random);
        byte[] high = key.sign(MESSAGE);
        Scalars.write(curve.order().subtract(Scalars.read(high, 32)), high, 32);

        assertThat(key.publicKey().verify(MESSAGE, high)).isFalse();
        assertThat(key.publicKey().verifyMalleable(MESSAGE, high)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void k11RefusesNumbersOutOfRange(Curve curve) {
        PrivateKey key = PrivateKey.generate(curve, random);
        byte[] good = key.sign(MESSAGE);

        for (BigInteger number :
                new BigInteger[] {
                    BigInteger.ZERO, curve.order(), BigInteger.TWO.pow(256).subtract(BigInteger.ONE)
                }) {
            byte[] badR = good.clone();
            Scalars.write(number, badR, 0);
            byte[] badS = good.clone();
            Scalars.write(number, badS, 32);

            assertThat(key.publicKey().verify(MESSAGE, badR)).isFalse();
            assertThat(key.publicKey().verify(MESSAGE, badS)).isFalse();
            assertThat(key.publicKey().verifyMalleable(MESSAGE, badS)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65, 70, 71, 72})
    void refusesSignaturesOfOtherLengths(int length) {
        PrivateKey key = PrivateKey.generate(Curve.K256, random);
        byte[] signature = Arrays.copyOf(key.sign(MESSAGE), length);

        assertThat(key.publicKey().verify(MESSAGE, signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void survivesItsTextAndItsBytes(Curve curve) {
        PrivateKey key = PrivateKey.generate(curve, random);
        PublicKey known = key.publicKey();

        assertThat(DidKey.parse(DidKey.format(known))).isEqualTo(known).hasSameHashCodeAs(known);
        assertThat(Multikey.parse(Multikey.format(known))).isEqualTo(known);
        assertThat(PublicKey.decode(curve, known.compressed())).isEqualTo(known);
        assertThat(PublicKey.decode(curve, known.uncompressed())).isEqualTo(known);
        assertThat(PrivateKey.of(curve, key.bytes()).publicKey()).isEqualTo(known);
    }

    @ParameterizedTest
    @EnumSource
    void beginsItsTextAsTheProtocolSays(Curve curve) {
        String text = PrivateKey.generate(curve, random).publicKey().toString();

        assertThat(text)
                .startsWith(curve == Curve.K256 ? "did:key:zQ3sh" : "did:key:zDn")
                .hasSizeBetween(56, 58);
    }

    @ParameterizedTest
    @EnumSource
    void refusesSecretsOutOfRange(Curve curve) {
        byte[] order = new byte[32];
        Scalars.write(curve.order(), order, 0);

        assertThatThrownBy(() -> PrivateKey.of(curve, order)).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> PrivateKey.of(curve, new byte[32]))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> PrivateKey.of(curve, new byte[31]))
                .isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @EnumSource
    void refusesPointsOffTheCurve(Curve curve) {
        byte[] point = PrivateKey.generate(curve, random).publicKey().uncompressed();
        point[64] ^= 1;
        byte[] beyond = new byte[33];
        Arrays.fill(beyond, (byte) 0xff);
        beyond[0] = 2;

        assertThatThrownBy(() -> PublicKey.decode(curve, point))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(() -> PublicKey.decode(curve, beyond))
                .isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "04", "0511", "06", "020202"})
    void refusesPointsOfOtherForms(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> PublicKey.decode(Curve.K256, bytes))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesHybridPoints() {
        byte[] point = PrivateKey.generate(Curve.K256, random).publicKey().uncompressed();
        point[0] = (byte) (6 + (point[64] & 1));

        assertThatThrownBy(() -> PublicKey.decode(Curve.K256, point))
                .isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "did:key:",
                "did:key:z",
                "did:key:zQ3sh",
                "did:plc:abc",
                "did:key:uQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
                "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBm0",
                "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
            })
    void refusesTextsThatAreNoKeyOfTheTwoCurves(String text) {
        assertThatThrownBy(() -> DidKey.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesLongBase58BeforeItCostsTime() {
        assertThatThrownBy(() -> Multikey.parse("z" + "1".repeat(1_000_000)))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void neverShowsTheSecret() {
        PrivateKey key = PrivateKey.generate(Curve.K256, random);

        assertThat(key.toString()).doesNotContain(HexFormat.of().formatHex(key.bytes()));
        assertThat(key.toString()).contains(key.publicKey().toString());
    }

    @Test
    void writesShortNumbersOverWhatStoodThere() {
        byte[] signature = new byte[64];
        Arrays.fill(signature, (byte) 0xff);
        Scalars.write(Curve.P256.order().subtract(BigInteger.TEN), signature, 32);

        byte[] low = LowS.of(Curve.P256, signature);

        assertThat(Scalars.read(low, 32)).isEqualTo(BigInteger.TEN);
        assertThat(low).startsWith(Arrays.copyOf(signature, 32));
    }
}
