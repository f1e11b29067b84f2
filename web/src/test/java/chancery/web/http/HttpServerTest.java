package chancery.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.web.Refusal;
import chancery.web.WebLimits;
import chancery.web.body.Compression;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

final class HttpServerTest {
    private static final String JSON = "application/json";

    private static Mount echo() {
        return Mount.post(Door.SERVER, "/echo", HttpServerTest::echo);
    }

    private static Response echo(Request request) {
        try {
            return Response.of(200, JSON, request.body().readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Mount says(String path, String text) {
        return Mount.get(
                Door.SERVER, path, _ -> Response.of(200, "text/plain", text.getBytes(UTF_8)));
    }

    private static Mount throwing(RuntimeException failure) {
        return Mount.get(
                Door.SERVER,
                "/fail",
                _ -> {
                    throw failure;
                });
    }

    @Test
    void listensOnTheSamePortOfBothLoopbackAddresses() throws Exception {
        try (TestServer server = TestServer.of(says("/a", "hello"));
                Socket six = new Socket(InetAddress.ofLiteral("::1"), server.port())) {
            assertThat(server.get("/a").body()).isEqualTo("hello");
            assertThat(six.isConnected()).isTrue();
        }
    }

    @Test
    void echoesABody() throws Exception {
        try (TestServer server = TestServer.of(echo())) {
            HttpResponse<byte[]> answer =
                    server.send(
                            server.request("/echo")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}")));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"a\":1}");
            assertThat(answer.headers().firstValue("content-length")).hasValue("7");
            assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        }
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws Exception {
        try (TestServer server = TestServer.of(says("/a", "hello"))) {
            HttpResponse<byte[]> answer = server.send(server.request("/a").HEAD());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-length")).hasValue("5");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void answersUnknownPathsWithPlain404() throws Exception {
        try (TestServer server = TestServer.of(echo())) {
            HttpResponse<String> answer = server.get("/nowhere");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("Not Found");
        }
    }

    @Test
    void answersOtherVerbsWith405AndTheVerbsThatAreThere() throws Exception {
        try (TestServer server = TestServer.of(echo())) {
            HttpResponse<String> answer = server.get("/echo");

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).hasValue("POST");
        }
    }

    @Test
    void answersUnexpectedFailuresInTheWordsOfTheMount() throws Exception {
        Mount mount =
                throwing(new IllegalStateException("secret"))
                        .withFailed(Response.of(500, "text/plain", "ours".getBytes(UTF_8)));
        try (TestServer server = TestServer.of(mount)) {
            HttpResponse<String> answer = server.get("/fail");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("ours");
        }
    }

    @Test
    void masksUnexpectedFailures() throws Exception {
        try (TestServer server =
                TestServer.of(throwing(new IllegalArgumentException("secret at com.x")))) {
            HttpResponse<String> answer = server.get("/fail");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"error\":\"InternalServerError\","
                                    + "\"message\":\"Internal Server Error\"}");
        }
    }

    @Test
    void answersRefusalsInTheEnvelopeWithTheirHeaders() throws Exception {
        Refusal refusal =
                new Refusal(Refusal.Kind.TOO_MANY, "RateLimitExceeded", "Rate Limit Exceeded")
                        .header("retry-after", "7");
        try (TestServer server = TestServer.of(throwing(refusal))) {
            HttpResponse<String> answer = server.get("/fail");

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValue("application/json; charset=utf-8");
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"error\":\"RateLimitExceeded\","
                                    + "\"message\":\"Rate Limit Exceeded\"}");
        }
    }

    @Test
    void allowsEveryOriginWithoutCredentials() throws Exception {
        try (TestServer server = TestServer.of(says("/a", "hello"))) {
            HttpResponse<byte[]> answer =
                    server.send(server.request("/a").header("Origin", "https://evil.example"));

            assertThat(answer.headers().firstValue("access-control-allow-origin")).hasValue("*");
            assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
            assertThat(answer.headers().firstValue("access-control-expose-headers").orElse(""))
                    .contains("DPoP-Nonce", "RateLimit-Reset", "Retry-After", "atproto-repo-rev");
        }
    }

    @Test
    void reflectsTheHeadersOfAPreflight() throws Exception {
        try (TestServer server = TestServer.of(echo())) {
            HttpResponse<byte[]> answer =
                    server.send(
                            server.request("/echo")
                                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                    .header("Access-Control-Request-Headers", "x-one, atproto-x")
                                    .header("Access-Control-Request-Method", "POST"));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("access-control-allow-headers"))
                    .hasValue("x-one, atproto-x");
            assertThat(answer.headers().firstValue("access-control-max-age")).hasValue("86400");
        }
    }

    @Test
    void compressesLargeAnswersForThoseWhoAcceptIt() throws Exception {
        String large = "x".repeat(Compression.BYTES_MIN);
        try (TestServer server = TestServer.of(says("/large", large), says("/small", "x"))) {
            HttpResponse<byte[]> squeezed =
                    server.send(server.request("/large").header("Accept-Encoding", "br, gzip"));
            HttpResponse<byte[]> plain = server.send(server.request("/large"));
            HttpResponse<byte[]> small =
                    server.send(server.request("/small").header("Accept-Encoding", "gzip"));

            assertThat(squeezed.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(
                            new GZIPInputStream(new ByteArrayInputStream(squeezed.body()))
                                    .readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo(large);
            assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
            assertThat(plain.headers().allValues("vary")).contains("Accept-Encoding");
            assertThat(small.headers().firstValue("content-encoding")).isEmpty();
        }
    }

    @Test
    void streamsABody() throws Exception {
        Mount car =
                Mount.get(
                        Door.PDS,
                        "/car",
                        _ ->
                                Response.streamed(
                                        200,
                                        "application/vnd.ipld.car",
                                        out -> {
                                            for (int i = 0; i < 100; i++) {
                                                out.write(new byte[1024]);
                                            }
                                        }));
        try (TestServer server = TestServer.of(car)) {
            HttpResponse<byte[]> plain = server.send(server.request("/car"));
            HttpResponse<byte[]> squeezed =
                    server.send(server.request("/car").header("Accept-Encoding", "gzip"));

            assertThat(plain.body()).hasSize(100 * 1024);
            assertThat(
                            new GZIPInputStream(new ByteArrayInputStream(squeezed.body()))
                                    .readAllBytes())
                    .hasSize(100 * 1024);
        }
    }

    @Test
    void breaksTheConnectionWhenAStreamFailsHalfWay() throws Exception {
        Mount half =
                Mount.get(
                        Door.PDS,
                        "/half",
                        _ ->
                                Response.streamed(
                                        200,
                                        "application/octet-stream",
                                        out -> {
                                            out.write(new byte[100_000]);
                                            throw Refusal.invalid("gone");
                                        }));
        try (TestServer server = TestServer.of(half)) {
            String answer =
                    server.raw("GET /half HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("\r\n0\r\n\r\n");
        }
    }

    @Test
    void answersWithTheErrorWhenAStreamFailsBeforeItBegan() throws Exception {
        Mount none =
                Mount.get(
                        Door.PDS,
                        "/none",
                        _ ->
                                Response.streamed(
                                        200,
                                        "application/octet-stream",
                                        _ -> {
                                            throw Refusal.invalid("RepoNotFound", "gone");
                                        }));
        try (TestServer server = TestServer.of(none)) {
            HttpResponse<String> answer = server.get("/none");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("RepoNotFound");
        }
    }

    @Test
    void refusesMoreRequestsThanItCanWorkOn() throws Exception {
        WebLimits.Load none =
                new WebLimits.Load(
                        0,
                        10,
                        WebLimits.Load.STANDARD.idle(),
                        WebLimits.Load.STANDARD.stall(),
                        WebLimits.Load.STANDARD.drain());
        HttpServerConfig full = HttpServerConfig.loopback(0).with(WebLimits.STANDARD.with(none));
        try (TestServer server = TestServer.with(full, echo())) {
            HttpResponse<String> answer = server.get("/echo");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        }
    }

    @Test
    void measuresRequestsByPathAndStatusClass() throws Exception {
        try (TestServer server = TestServer.of(says("/a", "hello"))) {
            server.get("/a");
            server.get("/a");

            // An answer may be here before it is counted; a stop waits for that.
            server.server().close();
            assertThat(
                            server.meters()
                                    .get("chancery.http.requests")
                                    .tags(
                                            List.of(
                                                    io.micrometer.core.instrument.Tag.of(
                                                            "call", "/a"),
                                                    io.micrometer.core.instrument.Tag.of(
                                                            "status", "2xx")))
                                    .timer()
                                    .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void finishesRequestsInWorkBeforeItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Mount slow =
                Mount.get(
                        Door.SERVER,
                        "/slow",
                        _ -> {
                            begun.countDown();
                            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                            return Response.of(200, "text/plain", "done".getBytes(UTF_8));
                        });
        try (TestServer server = TestServer.of(slow);
                Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            begun.await();

            server.server().close();

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("done");
        }
    }
}
