package chancery.atproto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.SyntaxException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// Documents as the directory writes them, older ones, and broken ones.
class DidDocumentTest {
    private static final DidDocument DOCUMENT = DidDocument.of(GivenPlc.DID, GivenPlc.STATE);

    @Test
    void writesDocumentsAsThePublicDirectoryDoes() {
        String expected =
                """
                {"@context":["https://www.w3.org/ns/did/v1",
                 "https://w3id.org/security/multikey/v1",
                 "https://w3id.org/security/suites/secp256k1-2019/v1"],
                 "id":"did:plc:ybb3nd65wmz5u3sof2kuenwj",
                 "alsoKnownAs":["at://alice.test"],
                 "verificationMethod":[{
                  "id":"did:plc:ybb3nd65wmz5u3sof2kuenwj#atproto","type":"Multikey",
                  "controller":"did:plc:ybb3nd65wmz5u3sof2kuenwj",
                  "publicKeyMultibase":"zQ3shd4bWheiRHkQQk7UAfhK21h7C7ymSAoh61S41QUAqFnbr"}],
                 "service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer",
                  "serviceEndpoint":"https://pds.example.com"}]}
                """;

        assertThat(DOCUMENT.json()).isEqualTo(DagJson.parseMap(utf8(expected)));
    }

    @Test
    void writesTheContextOfEachKindOfKeyOnce() {
        PrivateKey key = PrivateKey.generate(Curve.P256, new SplittableRandom(1));
        PlcState state = GivenPlc.STATE.withSigningKey(key.publicKey());

        DidDocument document = DidDocument.of(GivenPlc.DID, state);

        assertThat(document.json().items("@context"))
                .hasSize(3)
                .contains(new Value.Text("https://w3id.org/security/suites/ecdsa-2019/v1"));
        assertThat(document.signingKey()).contains(key.publicKey());
    }

    @Test
    void tellsWhatTheProtocolNeeds() {
        assertThat(DOCUMENT.id()).isEqualTo(GivenPlc.DID);
        assertThat(DOCUMENT.handle()).contains(Handle.parse("alice.test"));
        assertThat(DOCUMENT.signingKey()).contains(GivenPlc.SIGNING.publicKey());
        assertThat(DOCUMENT.pds()).contains(URI.create("https://pds.example.com"));
        assertThat(DOCUMENT.service("bsky_appview")).isEmpty();
        assertThat(DOCUMENT.key("atproto_label")).isEmpty();
    }

    @Test
    void readsDocumentsOfWebDidsToo() {
        Did web = Did.parse("did:web:example.com");

        DidDocument document =
                DidDocument.parse(DagJson.write(DidDocument.of(web, GivenPlc.STATE).json()));

        assertThat(document.id()).isEqualTo(web);
        assertThat(document.signingKey()).contains(GivenPlc.SIGNING.publicKey());
    }

    @Test
    void readsKeysWithShortIds() {
        DidDocument document = withMember("verificationMethod", "id", "#atproto");

        assertThat(document.signingKey()).contains(GivenPlc.SIGNING.publicKey());
    }

    @Test
    void readsKeysOfTheOlderSuite() {
        String uncompressed =
                "zRQ26CCMHz2UYPdobxAgpjPDm24uD4xupxy3yQFFRVPx4gP1qsRwXk6XLqk97hUFBeYXyyScGDG8"
                        + "m23w8Q3JyTuhC";
        DidDocument document =
                DidDocument.parse(
                        utf8(
                                """
                                {"id":"did:web:example.com","verificationMethod":[
                                {"id":"#atproto","type":"EcdsaSecp256k1VerificationKey2019",
                                 "publicKeyMultibase":"%s"}]}
                                """
                                        .formatted(uncompressed)));

        assertThat(document.signingKey()).contains(GivenPlc.RECOVERY.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "z", "zQ3sh", "mAAAA", "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnn"})
    void knowsNoKeyWhereThereIsNone(String multibase) {
        DidDocument document = withMember("verificationMethod", "publicKeyMultibase", multibase);

        assertThat(document.signingKey()).isEmpty();
    }

    @Test
    void knowsNoKeyOfAnotherTypeOrDid() {
        assertThat(withMember("verificationMethod", "type", "JsonWebKey2020").signingKey())
                .isEmpty();
        assertThat(
                        withMember("verificationMethod", "id", "did:web:other.example.com#atproto")
                                .signingKey())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pds.example.com",
                "ftp://pds.example.com",
                "javascript:alert(1)",
                "https://",
                "https://good@pds.example.com",
                "https://pds.example.com?x",
                "https://pds.example.com#x",
                "https://pds example.com"
            })
    void knowsNoServerAtAddressesThatAreNone(String endpoint) {
        assertThat(withMember("service", "serviceEndpoint", endpoint).pds()).isEmpty();
    }

    @Test
    void knowsNoServerOfAnotherType() {
        DidDocument document = withMember("service", "type", "Something");

        assertThat(document.pds()).isEmpty();
        assertThat(document.service("atproto_pds")).isPresent();
    }

    @Test
    void takesTheFirstAliasThatClaimsAHandle() {
        assertThat(withAliases("https://x.test", "at://a.test", "at://b.test").handle())
                .contains(Handle.parse("a.test"));
        assertThat(withAliases("at://not a handle", "at://b.test").handle()).isEmpty();
        assertThat(withAliases("https://x.test").handle()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"id\":1}",
                "{\"id\":\"alice\"}",
                "{\"id\":\"did:web:a.test\",\"id\":\"did:web:a.test\"}"
            })
    void refusesWhatIsNoDocument(String json) {
        assertThatThrownBy(() -> DidDocument.parse(utf8(json))).isInstanceOf(SyntaxException.class);
    }

    @Property(tries = 300)
    void answersOrRefusesWhateverIsDamaged(@ForAll int place, @ForAll byte damage) {
        byte[] json = DagJson.write(DOCUMENT.json());
        json[Math.floorMod(place, json.length)] = damage;

        try {
            DidDocument document = DidDocument.parse(json);
            assertThat(document.signingKey()).isNotNull();
            assertThat(document.handle()).isNotNull();
            assertThat(document.pds()).isNotNull();
        } catch (SyntaxException e) {
            assertThat(e).hasMessageStartingWith("Invalid");
        }
    }

    /// The document with one member of the only entry of a list changed.
    private static DidDocument withMember(String list, String key, String text) {
        Value.Map entry = (Value.Map) DOCUMENT.json().items(list).getFirst();
        Value.Map changed = entry.with(key, new Value.Text(text));
        return DidDocument.of(DOCUMENT.json().with(list, new Value.Array(List.of(changed))));
    }

    private static DidDocument withAliases(String... aliases) {
        return DidDocument.of(GivenPlc.DID, GivenPlc.STATE.withAlsoKnownAs(List.of(aliases)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
