package chancery.appview.remote;

import chancery.appview.json.Json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import java.util.UUID;

/// Makes proofs with a key that was handed out, as an application does, by the JDK alone. Any part
/// can be made wrong.
public final class Smith {
    private final ECPrivateKey key;
    private final Json.Members jwk;
    private Json.Members header;
    private Json.Members claims = Json.Members.EMPTY;

    private Smith(ECPrivateKey key, Json.Members jwk) {
        this.key = key;
        this.jwk = jwk;
        this.header =
                Json.Members.builder()
                        .put("typ", "dpop+jwt")
                        .put("alg", "ES256")
                        .put("jwk", jwk)
                        .build();
    }

    /// A smith with the whole key of this JWK.
    public static Smith of(Json.Members secret) {
        BigInteger d = new BigInteger(1, Base64.getUrlDecoder().decode(text(secret, "d")));
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            ECPrivateKey key =
                    (ECPrivateKey)
                            KeyFactory.getInstance("EC")
                                    .generatePrivate(new ECPrivateKeySpec(d, curve));
            return new Smith(key, secret.without("d"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Json.Members from, String name) {
        return from.text(name).orElseThrow();
    }

    /// The public half.
    public Json.Members jwk() {
        return jwk;
    }

    /// The same smith with a usual set of claims.
    public Smith proving(String verb, String target, String token, long now) {
        Smith next = new Smith(key, jwk);
        next.claims =
                Json.Members.builder()
                        .put("htm", verb)
                        .put("htu", target)
                        .put("iat", now)
                        .put("jti", UUID.randomUUID().toString())
                        .put("ath", base64(sha256(token)))
                        .build();
        return next;
    }

    public Smith claim(String name, Json value) {
        Smith next = copy();
        next.claims = claims.with(name, value);
        return next;
    }

    public Smith claim(String name, String value) {
        return claim(name, new Json.Text(value));
    }

    public Smith withoutClaim(String name) {
        Smith next = copy();
        next.claims = claims.without(name);
        return next;
    }

    public Smith header(String name, Json value) {
        Smith next = copy();
        next.header = header.with(name, value);
        return next;
    }

    public Smith withoutHeader(String name) {
        Smith next = copy();
        next.header = header.without(name);
        return next;
    }

    private Smith copy() {
        Smith next = new Smith(key, jwk);
        next.header = header;
        next.claims = claims;
        return next;
    }

    /// The proof.
    public String proof() {
        String signed = part(header) + "." + part(claims);
        return signed + "." + base64(sign(signed));
    }

    /// The part before the signature.
    public String unsigned() {
        return part(header) + "." + part(claims);
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Json value) {
        return base64(value.write().getBytes(StandardCharsets.UTF_8));
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The thumbprint of a public key, written down by hand.
    public static String thumbprint(Json.Members jwk) {
        String canonical =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                        .formatted(text(jwk, "x"), text(jwk, "y"));
        return base64(sha256(canonical));
    }
}
