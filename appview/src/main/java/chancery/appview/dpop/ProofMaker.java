package chancery.appview.dpop;

import chancery.appview.json.Json;
import chancery.atproto.crypto.PrivateKey;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes proofs that this server holds a key, for requests to others.
public final class ProofMaker {
    private static final int ID_BYTES = 16;

    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random a secure source
    public ProofMaker(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A request that a proof is for.
    ///
    /// @param token the access token that goes along
    /// @param nonce what the other side asked to be in the proof
    public record Intent(String verb, URI target, Optional<String> token, Optional<String> nonce) {
        /// Leaves out what is secret.
        @Override
        public String toString() {
            return "Intent[" + verb + " " + target.getHost() + "]";
        }
    }

    /// A fresh proof.
    public String make(PrivateKey key, Intent intent) {
        Json.Members header =
                Json.Members.builder()
                        .put("typ", "dpop+jwt")
                        .put("alg", "ES256")
                        .put("jwk", Jwk.of(key.publicKey()))
                        .build();
        String signed = part(header) + "." + part(claims(intent));
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64Url.encode(signature);
    }

    private Json.Members claims(Intent intent) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Json.Members.builder()
                .put("jti", Base64Url.encode(id))
                .put("htm", intent.verb())
                .put("htu", withoutQuery(intent.target()))
                .put("iat", clock.instant().getEpochSecond())
                .putPresent("ath", intent.token().map(ProofCheck::tokenHash))
                .putPresent("nonce", intent.nonce())
                .build();
    }

    private static String withoutQuery(URI target) {
        String text = target.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static String part(Json.Members value) {
        return Base64Url.encode(value.write().getBytes(StandardCharsets.UTF_8));
    }
}
