package chancery.appview.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.dpop.ProofCheck.Shown;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.remote.Clock;
import chancery.appview.remote.Smith;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.store.memory.MemoryStore;
import chancery.web.Refusal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

final class ProofCheckTest {
    private static final String PATH = "/xrpc/com.example.call";
    private static final String HERE = "https://view.example";
    private static final String TOKEN = "token";
    private static final AppViewLimits.Sessions LIMITS = AppViewLimits.Sessions.STANDARD;
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final Clock clock = new Clock();
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final ReplayGuard replays = new ReplayGuard(store, clock);
    private final PrivateKey key = PrivateKey.generate(Curve.P256, new Random(7));
    private final Smith smith = Smith.of(Jwk.of(key));
    private final String thumbprint = Jwk.thumbprint(key.publicKey());

    private void check(String proof, String... addresses) {
        List<URI> here = Stream.of(addresses).map(URI::create).toList();
        new ProofCheck(() -> here, replays, LIMITS, clock)
                .require(new Shown("POST", PATH, TOKEN, proof), thumbprint);
    }

    private Smith right() {
        return smith.proving("POST", HERE + PATH, TOKEN, clock.seconds());
    }

    private void refuses(String proof, String message) {
        assertThatThrownBy(() -> check(proof, HERE))
                .isInstanceOf(Refusal.class)
                .hasMessage(message)
                .extracting(e -> ((Refusal) e).kind())
                .isEqualTo(Refusal.Kind.UNAUTHENTICATED);
    }

    @Test
    void believesAProof() {
        assertThatCode(() -> check(right().proof(), HERE)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("the thumbprint of the key in RFC 7638's way is written by hand elsewhere")
    void agreesOnThumbprints() {
        assertThat(thumbprint).isEqualTo(Smith.thumbprint(smith.jwk()));
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                wrong("DPoP proof htm mismatch", s -> s.claim("htm", "GET")),
                wrong("DPoP proof missing htm claim", s -> s.withoutClaim("htm")),
                wrong("DPoP proof htu mismatch", s -> s.claim("htu", HERE + PATH + "?a=b")),
                wrong("DPoP proof htu mismatch", s -> s.claim("htu", HERE + PATH + "#a")),
                wrong("DPoP proof htu mismatch", s -> s.claim("htu", HERE + PATH + "/")),
                wrong(
                        "DPoP proof htu mismatch",
                        s -> s.claim("htu", "https://other.example" + PATH)),
                wrong("DPoP proof htu mismatch", s -> s.claim("htu", "http://view.example" + PATH)),
                wrong("DPoP proof htu mismatch", s -> s.claim("htu", HERE + ":8443" + PATH)),
                wrong(
                        "DPoP proof htu mismatch",
                        s -> s.claim("htu", "https://a@view.example" + PATH)),
                wrong("DPoP proof htu mismatch", s -> s.claim("htu", PATH)),
                wrong("DPoP proof htu mismatch", s -> s.claim("htu", "https://[x")),
                wrong("DPoP proof missing htu claim", s -> s.withoutClaim("htu")),
                wrong("DPoP proof missing iat claim", s -> s.withoutClaim("iat")),
                wrong("DPoP proof missing iat claim", s -> s.claim("iat", "now")),
                wrong(
                        "DPoP proof expired or too far in the future",
                        s -> s.claim("iat", new Json.Real(1e300))),
                wrong("DPoP proof missing required ath claim", s -> s.withoutClaim("ath")),
                wrong("DPoP proof ath mismatch", s -> s.claim("ath", Smith.base64(new byte[32]))),
                wrong("DPoP proof missing jti claim", s -> s.withoutClaim("jti")),
                wrong("DPoP proof missing jti claim", s -> s.claim("jti", "")),
                wrong(
                        "DPoP proof has wrong typ, expected dpop+jwt",
                        s -> s.header("typ", new Json.Text("JWT"))),
                wrong("DPoP proof has wrong typ, expected dpop+jwt", s -> s.withoutHeader("typ")),
                wrong(
                        "DPoP proof has unsupported alg, expected ES256",
                        s -> s.header("alg", new Json.Text("none"))),
                wrong(
                        "DPoP proof has unsupported alg, expected ES256",
                        s -> s.header("alg", new Json.Text("HS256"))),
                wrong(
                        "DPoP proof has unsupported alg, expected ES256",
                        s -> s.header("alg", new Json.Text("ES256K"))),
                wrong(
                        "DPoP proof requires an unknown extension",
                        s -> s.header("crit", Json.texts(List.of("exp")))),
                wrong(
                        "DPoP proof requires an unknown extension",
                        s -> s.header("b64", new Json.Bool(false))),
                wrong("DPoP proof missing jwk", s -> s.withoutHeader("jwk")),
                wrong("DPoP proof missing jwk", s -> s.header("jwk", new Json.Text("x"))));
    }

    private static Arguments wrong(String message, UnaryOperator<Smith> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void refusesAProofWith(String message, UnaryOperator<Smith> change) {
        refuses(change.apply(right()).proof(), message);
    }

    @Test
    void refusesWhatIsNoToken() {
        refuses("", "invalid DPoP proof format");
        refuses("a.b", "invalid DPoP proof format");
        refuses("a.b.c.d", "invalid DPoP proof format");
        refuses("!.b.c", "DPoP proof has invalid header");
        refuses(
                Smith.base64("[]".getBytes(StandardCharsets.UTF_8)) + ".b.c",
                "DPoP proof has invalid header");
        refuses(right().unsigned() + ".!", "DPoP proof has invalid signature encoding");
    }

    @Test
    void refusesAMemberTwice() {
        String twice = "{\"typ\":\"dpop+jwt\",\"typ\":\"dpop+jwt\",\"alg\":\"ES256\"}";

        refuses(
                Smith.base64(twice.getBytes(StandardCharsets.UTF_8)) + ".e30.AA",
                "DPoP proof has invalid header");
    }

    @Test
    void refusesNestingWithoutEnd() {
        String deep = "{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";

        refuses(
                Smith.base64(deep.getBytes(StandardCharsets.UTF_8)) + ".e30.AA",
                "DPoP proof has invalid header");
    }

    @Test
    void refusesKeysThatAreNone() {
        Json.Members jwk = smith.jwk();
        String start = "DPoP proof has invalid jwk: ";

        refuses(
                keyed(jwk.with("kty", new Json.Text("RSA"))),
                start + "expected a public key on P-256");
        refuses(
                keyed(jwk.with("crv", new Json.Text("P-384"))),
                start + "expected a public key on P-256");
        refuses(keyed(Jwk.of(key)), start + "expected a public key on P-256");
        refuses(
                keyed(jwk.with("k", new Json.Text("AA"))),
                start + "expected a public key on P-256");
        refuses(
                keyed(jwk.with("x", new Json.Text("AA"))),
                start + "expected a coordinate of 32 bytes");
        refuses(
                keyed(jwk.with("x", new Json.Text(Smith.base64(new byte[32])))),
                start + "Invalid public key: not a point of secp256r1");
    }

    private String keyed(Json.Members jwk) {
        return right().header("jwk", jwk).proof();
    }

    @Test
    void refusesAKeyOfAnother() {
        Smith other = Smith.of(Jwk.of(PrivateKey.generate(Curve.P256, new Random(8))));

        refuses(
                other.proving("POST", HERE + PATH, TOKEN, clock.seconds()).proof(),
                "DPoP proof key does not match session");
    }

    @Test
    @DisplayName("a key of the session with the signature of another key")
    void refusesAForgedSignature() {
        Smith other = Smith.of(Jwk.of(PrivateKey.generate(Curve.P256, new Random(8))));
        String forged =
                other.proving("POST", HERE + PATH, TOKEN, clock.seconds())
                        .header("jwk", smith.jwk())
                        .proof();

        refuses(forged, "DPoP proof signature verification failed");
    }

    @Test
    void refusesSignaturesThatProveNothing() {
        String signed = right().unsigned();
        byte[] order = ORDER.toByteArray();
        byte[] twice = new byte[64];
        System.arraycopy(order, 1, twice, 0, 32);
        System.arraycopy(order, 1, twice, 32, 32);

        refuses(
                signed + "." + Smith.base64(new byte[64]),
                "DPoP proof signature verification failed");
        refuses(signed + "." + Smith.base64(twice), "DPoP proof signature verification failed");
        refuses(
                signed + "." + Smith.base64(new byte[63]),
                "DPoP proof signature verification failed");
        refuses(signed + ".", "DPoP proof signature verification failed");
    }

    @Test
    void refusesClaimsUnderTheSignatureOfOthers() {
        String one = right().proof();
        String two = right().claim("jti", "other").unsigned();
        String signature = one.substring(one.lastIndexOf('.'));

        refuses(two + signature, "DPoP proof signature verification failed");
    }

    @Test
    void believesAProofOnce() {
        String proof = right().proof();
        check(proof, HERE);

        refuses(proof, "DPoP proof has already been used");
    }

    @Test
    void remembersProofsThroughARestart() {
        String proof = right().proof();
        check(proof, HERE);
        ProofCheck restarted =
                new ProofCheck(
                        () -> List.of(URI.create(HERE)),
                        new ReplayGuard(store, clock),
                        LIMITS,
                        clock);

        assertThatThrownBy(
                        () -> restarted.require(new Shown("POST", PATH, TOKEN, proof), thumbprint))
                .hasMessage("DPoP proof has already been used");
    }

    @Test
    void forgetsAProofWhenItsTimeIsOverAndNotBefore() {
        String proof = right().claim("iat", new Json.Int(clock.seconds() + 300)).proof();
        check(proof, HERE);
        clock.pass(Duration.ofMinutes(10));
        assertThat(replays.sweep()).isZero();
        refuses(proof, "DPoP proof has already been used");

        clock.pass(Duration.ofSeconds(2));

        assertThat(replays.sweep()).isOne();
        assertThat(replays.sweep()).isZero();
        refuses(proof, "DPoP proof expired or too far in the future");
    }

    @Test
    void aProofThatIsRefusedUsesNothingUp() {
        Smith proof = right();
        refuses(
                proof.unsigned() + "." + Smith.base64(new byte[64]),
                "DPoP proof signature verification failed");

        assertThatCode(() -> check(proof.proof(), HERE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, 0, 299, 300})
    void believesAClockThatIsLittleOff(long seconds) {
        Json at = new Json.Int(clock.seconds() + seconds);

        assertThatCode(() -> check(right().claim("iat", at).proof(), HERE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void refusesAClockThatIsFarOff(long seconds) {
        Json at = new Json.Int(clock.seconds() + seconds);

        refuses(right().claim("iat", at).proof(), "DPoP proof expired or too far in the future");
    }

    @Test
    void takesIdsAndProofsOfSoManyCharacters() {
        int max = LIMITS.idMax();

        check(right().claim("jti", "i".repeat(max - 1)).proof(), HERE);
        check(right().claim("jti", "i".repeat(max)).proof(), HERE);
        refuses(right().claim("jti", "i".repeat(max + 1)).proof(), "DPoP proof missing jti claim");
        check(sized(LIMITS.proofMax()), HERE);
        refuses(sized(LIMITS.proofMax()) + "A", "invalid DPoP proof format");
    }

    /// A proof of exactly so many characters.
    private String sized(int length) {
        int padding = 0;
        while (true) {
            String proof = right().claim("z", "z".repeat(padding)).proof();
            if (proof.length() >= length) {
                return proof;
            }
            padding += Math.max(1, (length - proof.length()) * 3 / 4 - 2);
        }
    }

    @Test
    void knowsItselfByAllItsAddresses() {
        check(right().proof(), "https://other.example", HERE + ":443");
        check(right().claim("htu", "HTTPS://VIEW.example" + PATH).proof(), HERE + "/");
    }

    @Test
    void knowsThisMachineByAnyName() {
        String local = "http://localhost:2583";

        check(right().claim("htu", "http://127.0.0.1:2583" + PATH).proof(), local);
        check(right().claim("htu", "http://[::1]:2583" + PATH).proof(), local);
        assertThatThrownBy(
                        () ->
                                check(
                                        right().claim("htu", "http://127.0.0.1:1" + PATH).proof(),
                                        local))
                .hasMessage("DPoP proof htu mismatch");
    }

    @Test
    void takesTheVerbInAnyCase() {
        assertThatCode(() -> check(right().claim("htm", "post").proof(), HERE))
                .doesNotThrowAnyException();
    }

    @Test
    void takesSignaturesWithAHighS() {
        String proof = right().proof();
        int at = proof.lastIndexOf('.') + 1;
        byte[] signature = Base64.getUrlDecoder().decode(proof.substring(at));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] other = ORDER.subtract(s).toByteArray();
        byte[] twin = signature.clone();
        Arrays.fill(twin, 32, 64, (byte) 0);
        int length = Math.min(32, other.length);
        System.arraycopy(other, other.length - length, twin, 64 - length, length);

        check(proof, HERE);
        // The twin of a used proof is the same proof.
        refuses(proof.substring(0, at) + Smith.base64(twin), "DPoP proof has already been used");
    }
}
