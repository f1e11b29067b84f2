package chancery.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// What a client can send that no honest client sends.
final class StrictHttpTest {
    private static final int BODY_MAX = 4 * 1024 * 1024;
    private static final AtomicInteger SECRET_HITS = new AtomicInteger();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server =
                TestServer.of(
                        Mount.post(Door.SERVER, "/length", StrictHttpTest::length)
                                .withBodyBytesMax(BODY_MAX),
                        Mount.get(
                                Door.SERVER,
                                "/admin",
                                _ -> {
                                    SECRET_HITS.incrementAndGet();
                                    return Response.empty(200);
                                }));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Response length(Request request) {
        try {
            String length = Integer.toString(request.body().readAllBytes().length);
            return Response.of(200, "text/plain", length.getBytes(UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    private static HttpResponse<byte[]> post(String encoding, byte[] body) throws Exception {
        HttpRequest.Builder request =
                server.request("/length").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return server.send(
                encoding.isEmpty() ? request : request.header("content-encoding", encoding));
    }

    private static String said(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new String(answer.body(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 6\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Content-Length: 5\r\nX: a\r\n  folded\r\n",
                "Content-Length: 0\nX: a\r\n",
                "Content-Length: -1\r\n",
                "Host: b\r\nContent-Length: 0\r\n",
            })
    void refusesAmbiguousMessagesAndHangsUp(String headers) throws Exception {
        SECRET_HITS.set(0);

        String answer =
                server.raw(
                        "POST /length HTTP/1.1\r\nHost: a\r\n"
                                + headers
                                + "\r\n0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
        assertThat(answer).contains("\"InvalidRequest\"");
        assertThat(SECRET_HITS).hasValue(0);
    }

    @Test
    void readsNoSecondRequestOutOfAChunkExtension() throws Exception {
        SECRET_HITS.set(0);

        server.raw(
                String.join(
                        "\r\n",
                        "POST /length HTTP/1.1",
                        "Host: a",
                        "Transfer-Encoding: chunked",
                        "",
                        "1;a=\"",
                        "X",
                        "0",
                        "",
                        "GET /admin HTTP/1.1",
                        "Host: a",
                        "Connection: close",
                        "",
                        "\"",
                        "X",
                        "0",
                        "",
                        ""));

        assertThat(SECRET_HITS).hasValue(0);
    }

    @Test
    void countsHeaderFields() throws Exception {
        int others = 2; // Host and Connection.
        int max = WebLimits.STANDARD.heads().fieldsMax();

        assertThat(getWith("X: a\r\n".repeat(max - others))).startsWith("HTTP/1.1 200");
        assertThat(getWith("X: a\r\n".repeat(max - others + 1))).startsWith("HTTP/1.1 431");
    }

    @Test
    void boundsTheWholeHead() throws Exception {
        String large = "X: " + "a".repeat(WebLimits.STANDARD.heads().bytesMax()) + "\r\n";

        assertThat(getWith(large)).startsWith("HTTP/1.1 431");
    }

    @Test
    void boundsTheTarget() throws Exception {
        int max = WebLimits.STANDARD.heads().targetBytesMax();

        assertThat(target("/admin?" + "a".repeat(max - 7))).startsWith("HTTP/1.1 200");
        assertThat(target("/admin?" + "a".repeat(max - 6))).startsWith("HTTP/1.1 414");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%2e%2e/admin", "/x/..;/admin", "/x%2f..%2fadmin", "//admin", "/admin%00"})
    void refusesAmbiguousPaths(String path) throws Exception {
        assertThat(target(path)).doesNotStartWith("HTTP/1.1 200");
    }

    private static String getWith(String headers) throws IOException {
        return server.raw(
                "GET /admin HTTP/1.1\r\nHost: a\r\n" + headers + "Connection: close\r\n\r\n");
    }

    private static String target(String target) throws IOException {
        return server.raw("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    @Test
    void boundsBodiesAtTheirEdge() throws Exception {
        assertThat(said(post("", new byte[BODY_MAX]))).isEqualTo("200 " + BODY_MAX);
        assertThat(said(post("", new byte[BODY_MAX + 1])))
                .isEqualTo(
                        "413 {\"error\":\"PayloadTooLargeError\","
                                + "\"message\":\"request entity too large\"}");
    }

    @Test
    void boundsChunkedBodiesWhileTheyArrive() throws Exception {
        HttpRequest.BodyPublisher endless =
                HttpRequest.BodyPublishers.ofByteArrays(
                        java.util.Collections.nCopies(BODY_MAX / 1024 + 1, new byte[1024]));

        HttpResponse<byte[]> answer = server.send(server.request("/length").POST(endless));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void undoesOneLayerOfCompression() throws Exception {
        byte[] plain = "hello".repeat(100).getBytes(UTF_8);

        assertThat(said(post("gzip", gzip(plain)))).isEqualTo("200 500");
        assertThat(said(post("deflate", deflate(plain)))).isEqualTo("200 500");
        assertThat(said(post("identity", plain))).isEqualTo("200 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, gzip", "deflate, gzip", "br", "zstd", "nonsense"})
    void refusesOtherEncodings(String encoding) throws Exception {
        HttpResponse<byte[]> answer = post(encoding, gzip(gzip(new byte[100])));

        assertThat(said(answer)).startsWith("415 ").contains("unsupported content-encoding");
    }

    @Test
    void refusesBodiesThatAreNotWhatTheyClaim() throws Exception {
        assertThat(said(post("gzip", "no gzip".getBytes(UTF_8)))).startsWith("400 ");
        assertThat(said(post("gzip", new byte[] {0x1f, (byte) 0x8b}))).startsWith("400 ");
    }

    @Test
    void refusesBombsByTheirSize() throws Exception {
        assertThat(post("gzip", gzip(new byte[BODY_MAX * 4])).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesBombsByTheirRatio() throws Exception {
        int free = (int) WebLimits.STANDARD.bodies().inflateFreeBytes();

        assertThat(said(post("gzip", gzip(new byte[free])))).isEqualTo("200 " + free);
        assertThat(post("gzip", gzip(new byte[free * 3])).statusCode()).isEqualTo(413);
    }
}
