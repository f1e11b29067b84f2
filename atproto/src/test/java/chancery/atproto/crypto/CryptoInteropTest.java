package chancery.atproto.crypto;

import chancery.atproto.Interop;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.Map;

/// Keys and signatures against the protocol's shared vectors.
class CryptoInteropTest {
    @Test
    void verifiesSignaturesAsTheVectorsSay() {
        Interop.checkAll(
                "crypto/signature-fixtures.json",
                Interop.objects("crypto/signature-fixtures.json"),
                CryptoInteropTest::verified);
    }

    @Test
    void derivesTheDidKeysOfTheVectors() {
        Interop.checkAll(
                "crypto/w3c_didkey_K256.json",
                Interop.objects("crypto/w3c_didkey_K256.json"),
                fixture -> derives(Curve.K256, fixture));
        Interop.checkAll(
                "crypto/w3c_didkey_P256.json",
                Interop.objects("crypto/w3c_didkey_P256.json"),
                fixture -> derives(Curve.P256, fixture));
    }

    private static boolean verified(Map<String, Object> fixture) {
        PublicKey key = DidKey.parse(Interop.string(fixture, "publicKeyDid"));
        PublicKey bare =
                Multikey.parseBare(key.curve(), Interop.string(fixture, "publicKeyMultibase"));
        byte[] message = Interop.base64(fixture, "messageBase64");
        byte[] signature = Interop.base64(fixture, "signatureBase64");
        return Boolean.valueOf(key.verify(message, signature)).equals(fixture.get("validSignature"))
                && key.equals(bare)
                && key.curve().algorithm().equals(fixture.get("algorithm"));
    }

    private static boolean derives(Curve curve, Map<String, Object> fixture) {
        String hex = Interop.string(fixture, "privateKeyBytesHex");
        byte[] secret =
                hex != null
                        ? HexFormat.of().parseHex(hex)
                        : Base58.decode(Interop.string(fixture, "privateKeyBytesBase58"));
        PublicKey key = PrivateKey.of(curve, secret).publicKey();
        String text = Interop.string(fixture, "publicDidKey");
        return DidKey.format(key).equals(text) && DidKey.parse(text).equals(key);
    }
}
