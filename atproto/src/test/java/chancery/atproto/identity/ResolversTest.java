package chancery.atproto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.DagJson;
import chancery.atproto.net.Dns;
import chancery.atproto.net.FakeFetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// DIDs and handles, asked for on a network that is written down.
class ResolversTest {
    private static final Did WEB = Did.parse("did:web:example.com");
    private static final String WEB_URL = "https://example.com/.well-known/did.json";
    private static final Handle ALICE = Handle.parse("alice.example.com");
    private static final String ALICE_URL = "https://alice.example.com/.well-known/atproto-did";
    private static final ResolveLimits LIMITS = ResolveLimits.STANDARD;

    private final FakeFetch fetch = new FakeFetch();
    private final Map<String, List<String>> records = new HashMap<>();
    private final DidResolver dids =
            new NetworkDidResolver(
                    new PlcClient(fetch, URI.create("https://plc.example.com"), LIMITS),
                    fetch,
                    DidWeb.Loopback.REFUSED,
                    LIMITS);
    private final Dns dns = name -> records.getOrDefault(name, List.of());
    private final HandleResolver handles = new NetworkHandleResolver(dns, fetch, LIMITS);

    @Test
    void asksTheDirectoryForItsOwn() {
        DidDocument document = DidDocument.of(GivenPlc.DID, GivenPlc.STATE);
        fetch.get("https://plc.example.com/" + GivenPlc.DID, 200, json(document));

        assertThat(dids.resolve(GivenPlc.DID)).contains(document);
    }

    @Test
    void asksTheHostForTheRest() {
        DidDocument document = DidDocument.of(WEB, GivenPlc.STATE);
        fetch.get(WEB_URL, 200, json(document));

        assertThat(dids.resolve(WEB)).contains(document);
        assertThat(fetch.requests().getFirst().answerBytesMax()).isEqualTo(65_536);
        assertThat(fetch.requests().getFirst().redirectsMax()).isZero();
    }

    @Test
    void asksNobodyForWhatMayNotBeAskedFor() {
        for (String did :
                List.of(
                        "did:web:127.0.0.1%3A8443",
                        "did:web:localhost%3A1",
                        "did:web:a%2F..%2Fb",
                        "did:web:%00",
                        "did:plc:short",
                        "did:key:zQ3shd4bWheiRHkQQk7UAfhK21h7C7ymSAoh61S41QUAqFnbr",
                        "did:example:123")) {
            assertThat(dids.resolve(Did.parse(did))).isEmpty();
        }
        for (String handle : List.of("x.local", "x.internal", "x.arpa", "x.onion")) {
            assertThat(handles.resolve(Handle.parse(handle))).isEmpty();
        }
        assertThat(fetch.requests()).isEmpty();
    }

    @Test
    void findsNothingAtHostsThatHaveNone() {
        fetch.get(WEB_URL, 404, "");

        assertThat(dids.resolve(WEB)).isEmpty();
    }

    @Test
    void givesUpOnHostsThatFailOrLie() {
        DidDocument other = DidDocument.of(GivenPlc.DID, GivenPlc.STATE);

        assertGivesUp(500, "");
        assertGivesUp(302, "");
        assertGivesUp(200, "<html>");
        assertGivesUp(200, json(other));
    }

    @Test
    void believesDnsFirst() {
        records.put("_atproto.alice.example.com", List.of("v=spf1", "did=" + GivenPlc.DID));
        fetch.get(ALICE_URL, 200, "did:web:other.example.com");

        assertThat(handles.resolve(ALICE)).contains(GivenPlc.DID);
        assertThat(fetch.requests()).isEmpty();
    }

    @Test
    void believesTheSameRecordTwice() {
        String record = "did=" + GivenPlc.DID;
        records.put("_atproto.alice.example.com", List.of(record, record));

        assertThat(handles.resolve(ALICE)).contains(GivenPlc.DID);
    }

    @Test
    void believesNobodyWhoSaysTwoThings() {
        records.put(
                "_atproto.alice.example.com",
                List.of("did=" + GivenPlc.DID, "did=did:web:example.com"));
        fetch.get(ALICE_URL, 200, GivenPlc.DID.value());

        assertThat(handles.resolve(ALICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"did=", "did=alice", "did=did:example:1", "did= did:web:a.test"})
    void believesNoRecordThatNamesNobody(String record) {
        records.put("_atproto.alice.example.com", List.of(record));

        assertThat(handles.resolve(ALICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "  %s \r\nmore", "%s\n\n<html>"})
    void asksTheHostWhenDnsIsSilent(String body) {
        fetch.get(ALICE_URL, 200, body.formatted(GivenPlc.DID));

        assertThat(handles.resolve(ALICE)).contains(GivenPlc.DID);
        assertThat(fetch.requests().getFirst().redirectsMax()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "<html>", "did:example:1", "\ndid:web:example.com"})
    void findsNobodyInOtherAnswers(String body) {
        fetch.get(ALICE_URL, 200, body);

        assertThat(handles.resolve(ALICE)).isEmpty();
    }

    @Test
    void findsNobodyAtHostsThatHaveNone() {
        fetch.get(ALICE_URL, 404, GivenPlc.DID.value());

        assertThat(handles.resolve(ALICE)).isEmpty();
    }

    @Test
    void asksTheHostWhenNoNameServerAnswers() {
        Dns broken =
                name -> {
                    throw new FetchException("no name server answered for " + name);
                };
        fetch.get(ALICE_URL, 200, GivenPlc.DID.value());

        assertThat(new NetworkHandleResolver(broken, fetch, LIMITS).resolve(ALICE))
                .contains(GivenPlc.DID);
    }

    @Test
    void saysWhenNobodyAnswers() {
        assertThatThrownBy(() -> handles.resolve(ALICE)).isInstanceOf(FetchException.class);
    }

    @Test
    void confirmsHandlesThatPointBack() {
        DidDocument document = DidDocument.of(GivenPlc.DID, GivenPlc.STATE.withHandle(ALICE));
        records.put("_atproto.alice.example.com", List.of("did=" + GivenPlc.DID));

        assertThat(handles.confirmed(document)).contains(ALICE);
    }

    @Test
    void confirmsNoHandleThatPointsElsewhere() {
        DidDocument document = DidDocument.of(GivenPlc.DID, GivenPlc.STATE.withHandle(ALICE));
        records.put("_atproto.alice.example.com", List.of("did=did:web:example.com"));

        assertThat(handles.confirmed(document)).isEmpty();
        assertThat(
                        handles.confirmed(
                                DidDocument.of(
                                        GivenPlc.DID, GivenPlc.STATE.withAlsoKnownAs(List.of()))))
                .isEmpty();
    }

    private void assertGivesUp(int status, String body) {
        fetch.get(WEB_URL, status, body);

        assertThatThrownBy(() -> dids.resolve(WEB)).isInstanceOf(FetchException.class);
    }

    private static String json(DidDocument document) {
        return new String(DagJson.write(document.json()), StandardCharsets.UTF_8);
    }
}
