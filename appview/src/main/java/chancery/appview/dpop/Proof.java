package chancery.appview.dpop;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.syntax.SyntaxException;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A proof as it came: read, not yet believed.
///
/// @param signed the text that the signature covers
record Proof(PublicKey key, Json.Members claims, String signed, byte[] signature) {

    /// Reads the three parts; refuses every other spelling of the same bytes, other algorithms and
    /// headers that ask for more than this knows.
    ///
    /// @throws SyntaxException in the words a client sees
    static Proof parse(String text, int lengthMax) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        boolean three = first > 0 && second > 0 && text.indexOf('.', second + 1) < 0;
        if (text.length() > lengthMax || !three) {
            throw new SyntaxException("invalid DPoP proof format");
        }
        Json.Members header = object(text.substring(0, first), "header");
        if (!header.text("typ").equals(Optional.of("dpop+jwt"))) {
            throw new SyntaxException("DPoP proof has wrong typ, expected dpop+jwt");
        }
        if (!header.text("alg").equals(Optional.of("ES256"))) {
            throw new SyntaxException("DPoP proof has unsupported alg, expected ES256");
        }
        if (header.contains("crit") || header.contains("b64")) {
            throw new SyntaxException("DPoP proof requires an unknown extension");
        }
        return new Proof(
                key(header),
                object(text.substring(first + 1, second), "claims"),
                text.substring(0, second),
                signature(text.substring(second + 1)));
    }

    boolean signedByItsKey() {
        return key.verifyMalleable(signed.getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static PublicKey key(Json.Members header) {
        Json.Members jwk =
                header.object("jwk")
                        .orElseThrow(() -> new SyntaxException("DPoP proof missing jwk"));
        try {
            return Jwk.parse(jwk);
        } catch (SyntaxException e) {
            throw new SyntaxException("DPoP proof has invalid jwk: " + e.getMessage());
        }
    }

    private static Json.Members object(String part, String what) {
        try {
            return JsonText.parseObject(new String(Base64Url.decode(part), StandardCharsets.UTF_8));
        } catch (SyntaxException e) {
            throw new SyntaxException("DPoP proof has invalid " + what);
        }
    }

    private static byte[] signature(String part) {
        try {
            return Base64Url.decode(part);
        } catch (SyntaxException e) {
            throw new SyntaxException("DPoP proof has invalid signature encoding");
        }
    }
}
