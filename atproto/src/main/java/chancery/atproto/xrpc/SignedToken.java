package chancery.atproto.xrpc;

import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A service token as it came: read, not yet believed. `type` is empty when the header has none.
record SignedToken(
        String type, String algorithm, ServiceToken token, String signed, byte[] signature) {
    private static final int LENGTH_MAX = 8_192;
    private static final long SECONDS_MAX = 253_402_300_799L;

    /// Reads the three parts; refuses every other spelling of the same bytes, and headers that ask
    /// for more than this knows.
    static SignedToken parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new SyntaxException("Invalid service token: too long");
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            throw new SyntaxException("Invalid service token: expected three parts");
        }
        Value.Map header = object(text.substring(0, first));
        if (header.contains("crit") || header.contains("b64")) {
            throw new SyntaxException("Invalid service token: an extension is required");
        }
        return new SignedToken(
                header.contains("typ") ? required(header, "typ") : "",
                required(header, "alg"),
                token(object(text.substring(first + 1, second))),
                text.substring(0, second),
                bytes(text.substring(second + 1)));
    }

    boolean signedBy(PublicKey key) {
        return algorithm.equals(key.curve().algorithm())
                && key.verifyMalleable(signed.getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static ServiceToken token(Value.Map claims) {
        Instant expires = seconds(claims, "exp");
        return new ServiceToken(
                ServiceReference.parse(required(claims, "iss")),
                ServiceReference.parse(required(claims, "aud")),
                claims.contains("lxm")
                        ? Optional.of(Nsid.parse(required(claims, "lxm")))
                        : Optional.empty(),
                claims.contains("iat") ? seconds(claims, "iat") : Instant.EPOCH,
                expires,
                claims.contains("jti") ? required(claims, "jti") : "");
    }

    private static Value.Map object(String part) {
        return DagJson.parseMap(bytes(part));
    }

    private static byte[] bytes(String part) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("Invalid service token: expected base64url");
        }
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw new SyntaxException("Invalid service token: expected canonical base64url");
        }
        return bytes;
    }

    private static String required(Value.Map map, String key) {
        return map.text(key)
                .orElseThrow(() -> new SyntaxException("Invalid service token: " + key));
    }

    private static Instant seconds(Value.Map claims, String key) {
        long seconds =
                claims.integer(key)
                        .filter(number -> number >= 0 && number <= SECONDS_MAX)
                        .orElseThrow(() -> new SyntaxException("Invalid service token: " + key));
        return Instant.ofEpochSecond(seconds);
    }
}
