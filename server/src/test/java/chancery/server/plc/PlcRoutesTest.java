package chancery.server.plc;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.identity.PlcAnswer;
import chancery.atproto.identity.PlcLog;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.identity.PlcState;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.store.KeyValue;
import chancery.store.memory.MemoryStore;
import chancery.web.http.Request;
import chancery.web.http.Response;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The directory, from the bytes of a request to the bytes of the answer.
final class PlcRoutesTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PrivateKey strong = PrivateKey.generate(Curve.K256, RANDOM);
    private final PrivateKey weak = PrivateKey.generate(Curve.P256, RANDOM);
    private final PlcState state =
            PlcState.of(
                    List.of(strong.publicKey(), weak.publicKey()),
                    weak.publicKey(),
                    Handle.parse("carol.test"),
                    "http://localhost:2583");
    private final PlcOperation.Change genesis = PlcOperation.genesis(state, strong);
    private final Did did = genesis.genesisDid();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final KeyValue store = new MemoryStore(() -> 0);
    private final StoredDirectory directory = new StoredDirectory(store, () -> now);
    private final PlcRoutes routes = new PlcRoutes(directory);

    @Test
    void registersAndRendersDocument() {
        Response posted = post(did, genesis);

        Response document = get("/plc/" + did);

        assertThat(posted.status()).isEqualTo(200);
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.headers())
                .containsEntry("content-type", "application/did+ld+json; charset=utf-8");
        assertThat(map(document).text("id")).contains(did.value());
        assertThat(text(document))
                .contains("at://carol.test")
                .contains("AtprotoPersonalDataServer");
    }

    @Test
    void answersEveryPathOfRegisteredAccount() {
        post(did, genesis);

        assertThat(map(get("/plc/" + did + "/data")).text("did")).contains(did.value());
        assertThat(PlcOperation.parse(map(get("/plc/" + did + "/log/last")))).isEqualTo(genesis);
        assertThat(text(get("/plc/" + did + "/log"))).startsWith("[{").contains(genesis.sig());
        assertThat(text(get("/plc/" + did + "/log/audit")))
                .contains("\"nullified\":false")
                .contains("\"createdAt\":\"2026-01-01T00:00:00.000Z\"");
        assertThat(get("/plc/" + did + "/other").status()).isEqualTo(404);
    }

    @Test
    void answers404ForUnknownAccount() {
        for (String below : List.of("", "/data", "/log", "/log/last", "/log/audit")) {
            Response answer = get("/plc/" + did + below);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(map(answer).text("message")).contains("DID not registered: " + did);
        }
    }

    @Test
    void answers400ForWhatIsNoPlcName() {
        for (String name : List.of("", "did:web:example.com", "did:plc:short", "%20", "alice")) {
            Response answer = get("/plc/" + name);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(map(answer).text("message")).contains("Invalid DID: " + name);
        }
    }

    @Test
    void answers410AfterTombstone() {
        post(did, genesis);
        post(did, PlcOperation.tombstone(genesis.cid(), strong));

        assertThat(get("/plc/" + did).status()).isEqualTo(410);
        assertThat(get("/plc/" + did + "/data").status()).isEqualTo(410);
        assertThat(map(get("/plc/" + did)).text("message")).contains("DID not available: " + did);
        assertThat(map(get("/plc/" + did + "/log/last")).text("type")).contains("plc_tombstone");
    }

    @Test
    void refusesForgedOperation() {
        post(did, genesis);
        PrivateKey stranger = PrivateKey.generate(Curve.K256, RANDOM);

        Response answer = post(did, PlcOperation.change(genesis.cid(), state, stranger));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(map(answer).text("message")).contains("Invalid signature on op");
        assertThat(directory.history(did).map(log -> log.entries().size())).contains(1);
    }

    @Test
    void refusesGenesisOfAnotherAccount() {
        PlcOperation.Change other =
                PlcOperation.genesis(state.withHandle(Handle.parse("mallory.test")), strong);

        Response answer = post(did, other);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(directory.history(did)).isEmpty();
    }

    @Test
    void refusesOperationThatDoesNotFollow() {
        post(did, genesis);
        post(did, PlcOperation.change(genesis.cid(), state, strong));

        Response answer = post(did, genesis);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(map(answer).text("message")).contains("Operations not correctly ordered");
    }

    @Test
    void strongKeyTakesBackWithin72Hours() {
        post(did, genesis);
        post(did, PlcOperation.change(genesis.cid(), state.withPds("http://evil.test"), weak));
        now = now.plus(Duration.ofHours(71));

        Response answer = post(did, PlcOperation.change(genesis.cid(), state, strong));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(get("/plc/" + did))).doesNotContain("evil.test");
        assertThat(text(get("/plc/" + did + "/log"))).doesNotContain("evil.test");
        assertThat(text(get("/plc/" + did + "/log/audit")))
                .contains("evil.test")
                .contains("\"nullified\":true");
    }

    @Test
    void nobodyTakesBackAfter72Hours() {
        post(did, genesis);
        post(did, PlcOperation.change(genesis.cid(), state.withPds("http://new.test"), weak));
        now = now.plus(Duration.ofDays(3)).plusMillis(1);

        Response answer = post(did, PlcOperation.change(genesis.cid(), state, strong));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(get("/plc/" + did))).contains("new.test");
    }

    @Test
    void weakKeyTakesNothingBack() {
        post(did, genesis);
        post(did, PlcOperation.change(genesis.cid(), state.withPds("http://new.test"), strong));

        Response answer = post(did, PlcOperation.change(genesis.cid(), state, weak));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesOperationOver7500Bytes() {
        PlcState fat =
                state.withAlsoKnownAs(List.of("at://carol.test", "https://" + "x".repeat(8_000)));

        PlcOperation.Change large = PlcOperation.genesis(fat, strong);

        assertThat(post(large.genesisDid(), large).status()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoOperation() {
        for (String body :
                List.of("", "[]", "{}", "{\"type\":\"plc_operation\"}", "{\"a\":1,\"a\":2}")) {
            Response answer = send("POST", "/plc/" + did, body.getBytes(StandardCharsets.UTF_8));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(map(answer).text("message")).isPresent();
        }
    }

    @Test
    void refusesOtherVerbs() {
        assertThat(send("DELETE", "/plc/" + did, new byte[0]).status()).isEqualTo(405);
        assertThat(send("POST", "/plc/" + did + "/log", new byte[0]).status()).isEqualTo(404);
    }

    @Test
    void keepsHistoryInTheStore() {
        directory.submit(did, genesis);

        var again = new StoredDirectory(store, () -> now);

        assertThat(again.history(did)).isEqualTo(directory.history(did)).isPresent();
        assertThat(again.last(did)).contains(genesis);
        assertThat(again.document(did)).isPresent();
    }

    @Test
    void takesOneOfTwoThatFollowTheSame() {
        directory.submit(did, genesis);
        PlcOperation left = PlcOperation.change(genesis.cid(), state, strong);
        PlcOperation right =
                PlcOperation.change(genesis.cid(), state.withPds("http://other.test"), strong);

        assertThat(directory.submit(did, left)).isInstanceOf(PlcAnswer.Taken.class);
        assertThat(directory.submit(did, right)).isInstanceOf(PlcAnswer.Refused.class);
        assertThat(directory.history(did).map(PlcLog::valid).map(List::size)).contains(2);
    }

    private Response post(Did did, PlcOperation operation) {
        return send("POST", "/plc/" + did, DagJson.write(operation.value()));
    }

    private Response get(String path) {
        return send("GET", path, new byte[0]);
    }

    private Response send(String method, String path, byte[] body) {
        return routes.handle(new Posted(method, path, body));
    }

    private static Value.Map map(Response response) {
        return DagJson.parseMap(bytes(response));
    }

    private static String text(Response response) {
        return new String(bytes(response), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Response response) {
        return ((Response.Body.Whole) response.body()).bytes();
    }

    /// A request as the directory sees it.
    private record Posted(String method, String path, byte[] bytes) implements Request {
        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Optional<Long> contentLength() {
            return Optional.of((long) bytes.length);
        }

        @Override
        public boolean hasBody() {
            return bytes.length > 0;
        }

        @Override
        public InetAddress client() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public String id() {
            return "test";
        }

        @Override
        public void label(String called) {}
    }
}
