package chancery.web.xrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;
import chancery.web.http.FakeRequest;
import chancery.web.http.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;

final class XrpcRoutesTest {
    private static final String JSON = "application/json";

    private final XrpcRoutes routes = TestMethods.routes(_ -> new Silence());

    /// A stream on which nothing happens.
    record Silence() implements FrameSource.Frames {
        @Override
        public Optional<FrameSource.Frame> next(Duration wait) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static FakeRequest read() {
        return FakeRequest.of("GET", "/xrpc/com.example.read");
    }

    private static FakeRequest write() {
        return FakeRequest.of("POST", "/xrpc/com.example.write")
                .with("authorization", "Bearer good");
    }

    private static FakeRequest upload() {
        return FakeRequest.of("POST", "/xrpc/com.example.upload");
    }

    private String text(FakeRequest request) {
        Response response = routes.handle(request);
        return response.body() instanceof Response.Body.Whole(var bytes)
                ? new String(bytes, UTF_8)
                : "";
    }

    private void refuses(FakeRequest request, String message) {
        assertThatThrownBy(() -> routes.handle(request))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.text()).isEqualTo(message));
    }

    @Test
    void answersAQueryWithItsParametersCompleted() {
        FakeRequest request =
                read().withParameter("name", "ada").with("authorization", "Bearer good");

        assertThat(text(request)).isEqualTo("{\"name\":\"ada\",\"limit\":50}");
    }

    @Test
    void toleratesOneTrailingSlash() {
        FakeRequest request = FakeRequest.of("POST", "/xrpc/com.example.act/");

        assertThat(routes.handle(request).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/xrpc/",
                "/xrpc/com.example",
                "/xrpc/com.example.act/more",
                "/xrpc/com.example.act//",
                "/xrpc/com.example.a_b"
            })
    void refusesMalformedPaths(String path) {
        refuses(FakeRequest.of("POST", path), "invalid xrpc path");
    }

    @Test
    void namesTheVerbThatIsExpected() {
        refuses(
                FakeRequest.of("POST", "/xrpc/com.example.read"),
                "Incorrect HTTP method (POST) expected GET");
        refuses(
                FakeRequest.of("GET", "/xrpc/com.example.write"),
                "Incorrect HTTP method (GET) expected POST");
    }

    @Test
    void answersUnknownMethodsAsNotImplemented() {
        assertThatThrownBy(() -> routes.handle(FakeRequest.of("GET", "/xrpc/com.example.other")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_IMPLEMENTED);
                            assertThat(refusal.name()).isEqualTo("MethodNotImplemented");
                        });
    }

    @Test
    void checksParametersBeforeCredentials() {
        refuses(read(), "Invalid com.example.read params: Missing required key \"name\" at $");
    }

    @Test
    void checksCredentialsBeforeTheBody() {
        refuses(
                FakeRequest.of("POST", "/xrpc/com.example.write").withBody(JSON, "{broken"),
                "Authentication Required");
    }

    @Test
    void asksForABody() {
        refuses(write(), "A request body is expected but none was provided");
        refuses(
                write().with("content-type", JSON),
                "A request body is expected but none was provided");
        refuses(
                upload().with("content-type", "image/png"),
                "A request body is expected but none was provided");
    }

    @Test
    void asksForTheTypeOfABody() {
        refuses(
                write().withBody("", "{}"),
                "Request encoding (Content-Type) required but not provided");
    }

    @Test
    void refusesAnotherType() {
        refuses(
                write().withBody("text/plain", "{}"),
                "Wrong request encoding (Content-Type): text/plain");
    }

    @Test
    void refusesABodyThatNobodyWants() {
        refuses(
                FakeRequest.of("POST", "/xrpc/com.example.act").withBody(JSON, "{}"),
                "A request body was provided when none was expected");
    }

    @Test
    void namesWhatIsWrongWithABody() {
        refuses(write().withBody(JSON, "{}"), "Missing required key \"text\" at $");
    }

    @Test
    void refusesBrokenJson() {
        FakeRequest request = write().withBody(JSON, "{\"text\":");

        assertThatThrownBy(() -> routes.handle(request)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void acceptsParametersOfTheType() {
        FakeRequest request =
                write().withBody("Application/JSON; charset=utf-8", "{\"text\":\"a\"}");

        assertThat(text(request)).isEqualTo("{\"text\":\"a\"}");
    }

    @Test
    void marksAnswersToCallersAsPrivate() {
        Response response = routes.handle(write().withBody(JSON, "{\"text\":\"a\"}"));

        assertThat(response.headers())
                .containsEntry("cache-control", "private")
                .containsEntry("vary", "Authorization");
    }

    @Test
    void leavesAnswersToAnybodyUnmarked() {
        Response response = routes.handle(FakeRequest.of("POST", "/xrpc/com.example.act"));

        assertThat(response.headers()).doesNotContainKey("cache-control");
    }

    @Test
    void boundsABodyByTheMethodsOwnLimit() {
        FakeRequest atTheEdge = upload().withBody("image/png", "1234567890");
        FakeRequest beyond = upload().withBody("image/png", "12345678901");

        assertThat(text(atTheEdge)).isEqualTo("{\"length\":10}");
        refuses(beyond, "request entity too large");
    }

    @Test
    void boundsJsonByDefault() {
        String overhead = "{\"text\":\"\"}";
        int most = 150 * 1024 - overhead.length();
        FakeRequest atTheEdge = write().withBody(JSON, "{\"text\":\"" + "a".repeat(most) + "\"}");
        FakeRequest beyond = write().withBody(JSON, "{\"text\":\"" + "a".repeat(most + 1) + "\"}");

        assertThat(routes.handle(atTheEdge).status()).isEqualTo(200);
        refuses(beyond, "request entity too large");
    }

    @Test
    void asksForAnUpgradeOnSubscriptions() {
        Response plain = routes.handle(FakeRequest.of("GET", "/xrpc/com.example.stream"));
        Response posted = routes.handle(FakeRequest.of("POST", "/xrpc/com.example.stream"));

        assertThat(plain.status()).isEqualTo(426);
        assertThat(posted.status()).isEqualTo(405);
    }

    @Test
    void checksParametersBeforeAnUpgrade() {
        FakeRequest request =
                FakeRequest.of("GET", "/xrpc/com.example.stream")
                        .with("upgrade", "websocket")
                        .withParameter("cursor", "x");

        assertThatThrownBy(() -> routes.handle(request))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Invalid com.example.stream params:");
    }
}
