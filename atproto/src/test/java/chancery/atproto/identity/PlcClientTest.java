package chancery.atproto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.net.FakeFetch;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The directory over HTTP: what is asked, and what becomes of each answer.
class PlcClientTest {
    private static final String URL = "https://plc.example.com/" + GivenPlc.DID;
    private static final String OPERATION = json(GivenPlc.GENESIS.value());

    private final FakeFetch fetch = new FakeFetch();
    private final PlcClient client =
            new PlcClient(fetch, URI.create("https://plc.example.com/"), ResolveLimits.STANDARD);

    @Test
    void findsDocuments() {
        DidDocument document = DidDocument.of(GivenPlc.DID, GivenPlc.STATE);
        fetch.get(URL, 200, json(document.json()));

        assertThat(client.document(GivenPlc.DID)).contains(document);
        assertThat(fetch.requests().getFirst().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(fetch.requests().getFirst().redirectsMax()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void findsNothingOfAccountsThatAreNotThere(int status) {
        fetch.get(URL, status, "{\"message\":\"DID not registered\"}");
        fetch.get(URL + "/log/last", status, "");

        assertThat(client.document(GivenPlc.DID)).isEmpty();
        assertThat(client.last(GivenPlc.DID)).isEmpty();
    }

    @Test
    void asksNobodyForNamesThatAreNotOfTheMethod() {
        assertThat(client.document(Did.parse("did:web:example.com"))).isEmpty();
        assertThat(client.document(Did.parse("did:plc:..%2Fexport"))).isEmpty();
        assertThat(fetch.requests()).isEmpty();
    }

    @Test
    void findsTheLastOperation() {
        fetch.get(URL + "/log/last", 200, OPERATION);

        assertThat(client.last(GivenPlc.DID)).contains(GivenPlc.GENESIS);
    }

    @Test
    void findsTheHistory() {
        PlcLog log = GivenPlc.registered();
        fetch.get(
                URL + "/log/audit",
                200,
                json(new Value.Array(log.entries().stream().<Value>map(PlcEntry::value).toList())));

        assertThat(client.history(GivenPlc.DID)).contains(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"id\":\"did:web:other.test\"}"})
    void givesUpOnMalformedDocuments(String body) {
        fetch.get(URL, 200, body);

        assertThatThrownBy(() -> client.document(GivenPlc.DID)).isInstanceOf(FetchException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[{}]"})
    void givesUpOnMalformedHistories(String body) {
        fetch.get(URL + "/log/audit", 200, body);

        assertThatThrownBy(() -> client.history(GivenPlc.DID)).isInstanceOf(FetchException.class);
    }

    @Test
    void givesUpOnDocumentsOverTheLimit() {
        DidDocument document = DidDocument.of(GivenPlc.DID, GivenPlc.STATE);
        String json = json(document.json());
        String exact = json + " ".repeat(ResolveLimits.STANDARD.documentBytesMax() - json.length());

        fetch.get(URL, 200, exact);
        assertThat(client.document(GivenPlc.DID)).contains(document);

        fetch.get(URL, 200, exact + " ");
        assertThatThrownBy(() -> client.document(GivenPlc.DID)).isInstanceOf(FetchException.class);
    }

    @Test
    void handsOperationsIn() {
        fetch.answer("POST", URL, 200, "");

        PlcAnswer answer = client.submit(GivenPlc.DID, GivenPlc.GENESIS);

        Fetch.Request request = fetch.requests().getFirst();
        assertThat(answer).isEqualTo(new PlcAnswer.Taken());
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo(OPERATION);
        assertThat(request.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void passesTheWordsOfARefusalOn() {
        fetch.answer("POST", URL, 400, "{\"message\":\"Operations not correctly ordered\"}");

        assertThat(client.submit(GivenPlc.DID, GivenPlc.GENESIS))
                .isEqualTo(new PlcAnswer.Refused("Operations not correctly ordered"));
    }

    @Test
    void hasWordsOfItsOwnForRefusalsWithoutAny() {
        fetch.answer("POST", URL, 409, "<html>");

        assertThat(client.submit(GivenPlc.DID, GivenPlc.GENESIS))
                .isEqualTo(new PlcAnswer.Refused("Unable to perform PLC operation"));
    }

    @Test
    void cutsLongWords() {
        fetch.answer("POST", URL, 400, "{\"message\":\"" + "x".repeat(201) + "\"}");

        assertThat(client.submit(GivenPlc.DID, GivenPlc.GENESIS))
                .isEqualTo(new PlcAnswer.Refused("x".repeat(200)));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 500, 503})
    void givesUpWhenTheDirectoryFails(int status) {
        fetch.get(URL, status, "");
        fetch.answer("POST", URL, status, "{\"message\":\"no\"}");

        for (Runnable call :
                List.<Runnable>of(
                        () -> client.document(GivenPlc.DID),
                        () -> client.submit(GivenPlc.DID, GivenPlc.GENESIS))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("" + status);
        }
    }

    private static String json(Value value) {
        return new String(DagJson.write(value), StandardCharsets.UTF_8);
    }
}
