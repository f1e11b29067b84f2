package chancery.appview.dpop;

import chancery.appview.json.Json;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.syntax.Sha256;
import chancery.atproto.syntax.SyntaxException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// Keys on P-256 as JSON Web Keys.
public final class Jwk {
    private static final int COORDINATE_BYTES = 32;
    private static final Set<String> SECRET = Set.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    private Jwk() {}

    /// The public half.
    public static Json.Members of(PublicKey key) {
        return Json.Members.builder()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", coordinate(key, 0))
                .put("y", coordinate(key, 1))
                .build();
    }

    /// The whole key; a secret.
    public static Json.Members of(PrivateKey key) {
        return of(key.publicKey()).with("d", new Json.Text(Base64Url.encode(key.bytes())));
    }

    /// Reads a public key.
    ///
    /// @throws SyntaxException when it is no point of P-256, or holds more than the public half
    static PublicKey parse(Json.Members jwk) {
        boolean right =
                jwk.text("kty").filter("EC"::equals).isPresent()
                        && jwk.text("crv").filter("P-256"::equals).isPresent()
                        && SECRET.stream().noneMatch(jwk::contains);
        if (!right) {
            throw new SyntaxException("expected a public key on P-256");
        }
        ByteBuffer point = ByteBuffer.allocate(1 + 2 * COORDINATE_BYTES);
        point.put((byte) 4).put(coordinate(jwk, "x")).put(coordinate(jwk, "y"));
        return PublicKey.decode(Curve.P256, point.array());
    }

    private static byte[] coordinate(Json.Members jwk, String name) {
        byte[] bytes = Base64Url.decode(jwk.text(name).orElse(""));
        if (bytes.length != COORDINATE_BYTES) {
            throw new SyntaxException("expected a coordinate of 32 bytes");
        }
        return bytes;
    }

    private static String coordinate(PublicKey key, int index) {
        byte[] point = key.uncompressed();
        int from = 1 + index * COORDINATE_BYTES;
        return Base64Url.encode(Arrays.copyOfRange(point, from, from + COORDINATE_BYTES));
    }

    /// The thumbprint of a public key (RFC 7638).
    public static String thumbprint(PublicKey key) {
        // Members of an object are sorted by name and written without spaces, as the RFC asks.
        byte[] canonical = of(key).write().getBytes(StandardCharsets.UTF_8);
        return Base64Url.encode(Sha256.of(canonical));
    }
}
