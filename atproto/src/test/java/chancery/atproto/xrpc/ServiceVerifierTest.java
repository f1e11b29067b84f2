package chancery.atproto.xrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.identity.PlcState;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Tokens that are believed, and all the ones that are not.
class ServiceVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final PrivateKey KEY = PrivateKey.generate(Curve.K256, new SplittableRandom(1));
    private static final PrivateKey OTHER =
            PrivateKey.generate(Curve.K256, new SplittableRandom(2));
    private static final Did ISSUER = Did.parse("did:web:alice.example.com");
    private static final ServiceReference AUDIENCE =
            ServiceReference.parse("did:web:pds.example.com");
    private static final Nsid METHOD = Nsid.parse("com.atproto.repo.uploadBlob");
    private static final String CLAIMS =
            "{\"iss\":\"did:web:alice.example.com\",\"aud\":\"did:web:pds.example.com\","
                    + "\"exp\":1767323105,\"lxm\":\"com.atproto.repo.uploadBlob\"}";

    private PrivateKey known = KEY;
    private PrivateKey current = KEY;
    private final DidResolver resolver =
            new DidResolver() {
                @Override
                public Optional<DidDocument> resolve(Did did) {
                    return document(did, known);
                }

                @Override
                public Optional<DidDocument> refresh(Did did) {
                    return document(did, current);
                }
            };
    private final ServiceVerifier verifier = new ServiceVerifier(resolver, () -> NOW);

    @Test
    void believesTheTokenOfAnAccount() {
        ServiceToken token = token();

        assertThat(verify(token.sign(KEY))).isEqualTo(new ServiceVerdict.Believed(token));
    }

    @Test
    void believesKeysOfTheOtherCurve() {
        known = PrivateKey.generate(Curve.P256, new SplittableRandom(3));

        assertThat(verify(token().sign(known))).isInstanceOf(ServiceVerdict.Believed.class);
    }

    @Test
    void writesTheHeaderThatServicesExpect() {
        String header = token().sign(KEY).split("\\.", -1)[0];

        assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                .isEqualTo("{\"alg\":\"ES256K\",\"typ\":\"JWT\"}");
    }

    @Test
    void asksAgainWhenTheKeyHasChanged() {
        known = OTHER;
        current = KEY;

        assertThat(verify(token().sign(KEY))).isInstanceOf(ServiceVerdict.Believed.class);
    }

    @Test
    void believesLabelersByTheirOwnKeyAlone() {
        ServiceReference labeler = new ServiceReference(ISSUER, Optional.of("atproto_labeler"));
        ServiceReference other = new ServiceReference(ISSUER, Optional.of("other"));

        assertRefused(withIssuer(labeler).sign(KEY), "BadJwtSignature");
        assertRefused(withIssuer(other).sign(KEY), "UntrustedIss");
    }

    @Test
    void refusesTokensOfAnotherKey() {
        assertRefused(token().sign(OTHER), "BadJwtSignature");
    }

    @Test
    void refusesTokensOfNobody() {
        ServiceReference nobody = ServiceReference.parse("did:web:nobody.example.com");

        assertRefused(withIssuer(nobody).sign(KEY), "BadJwtSignature");
    }

    @Test
    void endsTokensOnTime() {
        assertRefused(expiring(NOW).sign(KEY), "JwtExpired");
        assertThat(verify(expiring(NOW.plusSeconds(1)).sign(KEY)))
                .isInstanceOf(ServiceVerdict.Believed.class);
    }

    @Test
    void refusesTokensForSomebodyElse() {
        ServiceVerdict verdict =
                verifier.verify(
                        token().sign(KEY),
                        Set.of(ServiceReference.parse("did:web:pds.example.com#other")),
                        METHOD);

        assertThat(verdict)
                .isEqualTo(
                        new ServiceVerdict.Refused(
                                "BadJwtAudience", "jwt audience does not match service did"));
    }

    @Test
    void refusesTokensForAnotherMethodOrForAny() {
        ServiceToken any =
                new ServiceToken(
                        ServiceReference.of(ISSUER),
                        AUDIENCE,
                        Optional.empty(),
                        NOW,
                        NOW.plusSeconds(60),
                        "1");
        Nsid other = Nsid.parse("com.atproto.server.createAccount");

        assertThat(verifier.verify(token().sign(KEY), Set.of(AUDIENCE), other))
                .isEqualTo(
                        new ServiceVerdict.Refused(
                                "BadJwtLexiconMethod",
                                "bad jwt lexicon method (\"lxm\"). must match: " + other));
        assertThat(verify(any.sign(KEY)))
                .isEqualTo(
                        new ServiceVerdict.Refused(
                                "BadJwtLexiconMethod",
                                "missing jwt lexicon method (\"lxm\"). must match: " + METHOD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "refresh+jwt", "dpop+jwt", "jwt2"})
    void refusesTokensOfOtherTypes(String type) {
        assertRefused(
                signed("{\"alg\":\"ES256K\",\"typ\":\"" + type + "\"}", CLAIMS), "BadJwtType");
    }

    @Test
    void believesTokensWithoutType() {
        assertThat(verify(signed("{\"alg\":\"ES256K\"}", CLAIMS)))
                .isInstanceOf(ServiceVerdict.Believed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES256", "RS256"})
    void refusesOtherAlgorithmsThanTheKeyHas(String algorithm) {
        assertRefused(signed("{\"alg\":\"" + algorithm + "\"}", CLAIMS), "BadJwtSignature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\":1}",
                "{\"alg\":\"ES256K\",\"typ\":null}",
                "{\"alg\":\"ES256K\",\"alg\":\"none\"}",
                "{\"alg\":\"ES256K\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"ES256K\",\"b64\":false}",
                "[]"
            })
    void refusesHeadersThatItDoesNotUnderstand(String header) {
        assertRefused(signed(header, CLAIMS), "BadJwt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1767323105\"",
                "-1",
                "1767323105.5",
                "1e400",
                "null",
                "true",
                "253402300800"
            })
    void refusesTimesThatAreNone(String exp) {
        String claims = CLAIMS.replace("1767323105", exp);

        assertRefused(signed("{\"alg\":\"ES256K\"}", claims), "BadJwt");
    }

    @Test
    void refusesClaimsThatAreNone() {
        for (String claims :
                List.of(
                        CLAIMS.replace("\"iss\"", "\"sub\""),
                        CLAIMS.replace("did:web:alice.example.com", "alice"),
                        CLAIMS.replace("did:web:alice.example.com", "did:key:zQ3sh"),
                        CLAIMS.replace("com.atproto.repo.uploadBlob", "uploadBlob"),
                        CLAIMS.replace("{", "{\"exp\":1,"),
                        CLAIMS.replace("{", "{\"iat\":\"now\","),
                        "[]")) {
            assertRefused(signed("{\"alg\":\"ES256K\"}", claims), "BadJwt");
        }
    }

    @Test
    void refusesTokensFromTheFuture() {
        String soon = CLAIMS.replace("{", "{\"iat\":1767323105,");
        String later = CLAIMS.replace("{", "{\"iat\":1767323106,");

        assertThat(verify(signed("{\"alg\":\"ES256K\"}", soon)))
                .isInstanceOf(ServiceVerdict.Believed.class);
        assertRefused(signed("{\"alg\":\"ES256K\"}", later), "BadJwt");
    }

    @Test
    void refusesSignaturesThatAreNone() {
        String signed = signed("{\"alg\":\"ES256K\"}", CLAIMS);
        String unsigned = signed.substring(0, signed.lastIndexOf('.') + 1);

        assertRefused(unsigned, "BadJwtSignature");
        assertRefused(unsigned + "A".repeat(86), "BadJwtSignature");
        assertRefused(unsigned + "_".repeat(85) + "w", "BadJwtSignature");
        assertRefused(signed + "=", "BadJwt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a.b.c.d", "..", "*.*.*", "e30.e30.e30."})
    void refusesTextsThatAreNoTokens(String text) {
        assertRefused(text, "BadJwt");
    }

    @Test
    void refusesTokensThatAreMissingOrTooLong() {
        assertRefused("", "MissingJwt");
        assertRefused("a".repeat(8_193), "BadJwt");
        assertRefused(signed("{\"alg\":\"ES256K\"}", CLAIMS) + "a".repeat(5_000_000), "BadJwt");
    }

    @Property(tries = 200)
    void refusesWhateverIsDamaged(@ForAll int place, @ForAll char written) {
        StringBuilder text = new StringBuilder(token().sign(KEY));
        int at = Math.floorMod(place, text.length());
        text.setCharAt(at, written == text.charAt(at) ? '*' : written);

        assertThat(verify(text.toString())).isInstanceOf(ServiceVerdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"did:web:a.example.com", "did:plc:x", "did:web:a.test#bsky_appview"})
    void readsReferencesBack(String text) {
        assertThat(ServiceReference.parse(text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice.test",
                "did:example:1",
                "did:key:zQ3sh",
                "did:web:a.test#",
                "did:web:a.test#a#b",
                "did:web:a.test#a b",
                "#a"
            })
    void refusesReferencesThatAreNone(String text) {
        assertThatThrownBy(() -> ServiceReference.parse(text)).isInstanceOf(SyntaxException.class);
    }

    private ServiceVerdict verify(String text) {
        return verifier.verify(text, Set.of(AUDIENCE), METHOD);
    }

    private void assertRefused(String text, String error) {
        assertThat(verify(text))
                .isInstanceOfSatisfying(
                        ServiceVerdict.Refused.class,
                        refused -> assertThat(refused.error()).isEqualTo(error));
    }

    private static ServiceToken token() {
        return withIssuer(ServiceReference.of(ISSUER));
    }

    private static ServiceToken withIssuer(ServiceReference issuer) {
        return new ServiceToken(
                issuer,
                AUDIENCE,
                Optional.of(METHOD),
                NOW,
                NOW.plusSeconds(60),
                "0123456789abcdef");
    }

    private static ServiceToken expiring(Instant time) {
        return new ServiceToken(
                ServiceReference.of(ISSUER), AUDIENCE, Optional.of(METHOD), NOW, time, "1");
    }

    /// A token of any header and claims, signed by the issuer's key.
    private static String signed(String header, String claims) {
        String signed = part(header) + "." + part(claims);
        byte[] signature = KEY.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<DidDocument> document(Did did, PrivateKey key) {
        PlcState state =
                PlcState.of(
                        List.of(key.publicKey()),
                        key.publicKey(),
                        Handle.parse("alice.example.com"),
                        "https://pds.example.com");
        return did.equals(ISSUER) ? Optional.of(DidDocument.of(did, state)) : Optional.empty();
    }
}
