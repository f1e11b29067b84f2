package chancery.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chancery.web.Refusal;
import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;

/// What becomes of a body that is refused before it was read.
final class UnreadBodyTest {
    private static final int BODY_MAX = 1024;
    private static final int DISCARD_MAX = 4 * 1024 * 1024;
    private static final int BODY = 512 * 1024;
    private static final String TOO_LARGE = "\"PayloadTooLargeError\"";

    /// Longer than clients here wait for an answer.
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private TestServer server;

    @BeforeEach
    void start() {
        server = server(PATIENT);
    }

    private static TestServer server(Duration discardTime) {
        WebLimits.Bodies usual = WebLimits.Bodies.STANDARD;
        WebLimits.Bodies bodies =
                new WebLimits.Bodies(
                        usual.jsonBytesMax(),
                        usual.textBytesMax(),
                        usual.otherBytesMax(),
                        usual.inflateRatioMax(),
                        usual.inflateFreeBytes(),
                        usual.bytesPerSecondMin(),
                        PATIENT,
                        DISCARD_MAX,
                        discardTime);
        return TestServer.with(
                HttpServerConfig.loopback(0).with(WebLimits.STANDARD.with(bodies)),
                Mount.post(Door.SERVER, "/read", UnreadBodyTest::read).withBodyBytesMax(BODY_MAX),
                Mount.post(Door.SERVER, "/refused", UnreadBodyTest::refused),
                Mount.post(Door.SERVER, "/ignored", _ -> Response.empty(200)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Response read(Request request) {
        try {
            return Response.of(200, "text/plain", request.body().readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Response refused(Request request) {
        throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "AuthMissing", "Authentication Required");
    }

    private static String head(String path, String fields) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /// Sends all of the body before it reads a byte.
    private String sentWhole(String path, int bytes) throws IOException {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            send(socket, head(path, "Connection: close\r\nContent-Length: " + bytes + "\r\n"));
            out.write(new byte[bytes]);
            return rest(socket.getInputStream());
        }
    }

    private static String rest(InputStream in) throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    @Test
    void answersClientsThatReadOnlyAfterTheySent() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(sentWhole("/read", DISCARD_MAX))
                    .startsWith("HTTP/1.1 413")
                    .contains(TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read", "/refused", "/ignored", "/nowhere"})
    void neverResetsAConnectionThatStillSends(String path) throws Exception {
        HttpRequest.BodyPublisher known = HttpRequest.BodyPublishers.ofByteArray(new byte[BODY]);
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.ofByteArrays(
                        Collections.nCopies(BODY / 1024, new byte[1024]));

        for (int i = 0; i < 25; i++) {
            int first = server.send(server.request(path).POST(known)).statusCode();
            int second = server.send(server.request(path).POST(chunked)).statusCode();

            assertThat(second).isEqualTo(first).isIn(413, 401, 200, 404);
        }
    }

    @Test
    void keepsTheConnectionForTheNextRequest() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("/refused", "Content-Length: 100000\r\n") + "x".repeat(100_000));
            send(socket, head("/read", "Connection: close\r\nContent-Length: 4\r\n") + "next");

            assertThat(rest(socket.getInputStream()))
                    .startsWith("HTTP/1.1 401")
                    .contains("HTTP/1.1 200")
                    .endsWith("next");
        }
    }

    @Test
    void answersAndClosesWhenMoreIsAnnouncedThanIsDiscarded() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("/read", "Content-Length: " + (DISCARD_MAX + 1) + "\r\n"));

            assertThat(rest(socket.getInputStream()))
                    .startsWith("HTTP/1.1 413")
                    .contains("Connection: close", TOO_LARGE);
        }
    }

    @Test
    void discardsUpToTheLimitAndNoFurther() throws Exception {
        String end = "\r\n0\r\n\r\n";

        assertThat(refusedChunk(DISCARD_MAX - 1, end)).doesNotContain("Connection: close");
        assertThat(refusedChunk(DISCARD_MAX, end)).doesNotContain("Connection: close");
        assertThat(refusedChunk(DISCARD_MAX + 1, "")).contains("Connection: close");
    }

    /// The head of the answer to so many bytes in one chunk, and what comes after it.
    private String refusedChunk(int bytes, String after) throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, head("/refused", "Transfer-Encoding: chunked\r\n"));
            send(socket, Integer.toHexString(bytes) + "\r\n" + "x".repeat(bytes) + after);
            byte[] answer = new byte[16 * 1024];
            int got = socket.getInputStream().read(answer);
            return new String(answer, 0, got, ISO_8859_1);
        }
    }

    @Test
    void hangsUpOnThoseWhoNeverStopSending() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("/refused", "Transfer-Encoding: chunked\r\n"));

            assertThatThrownBy(() -> sendForEver(socket)).isInstanceOf(IOException.class);
        }
    }

    private static void sendForEver(Socket socket) throws IOException {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
        for (int i = 0; i < 100_000; i++) {
            socket.getOutputStream().write(chunk);
        }
    }

    @Test
    void answersAndClosesWhenTheRestDoesNotComeInTime() throws Exception {
        Duration discardTime = Duration.ofMillis(300);
        try (TestServer hasty = server(discardTime);
                Socket socket = hasty.connect()) {
            long start = System.nanoTime();
            send(socket, head("/refused", "Content-Length: 100\r\n") + "x");

            assertThat(rest(socket.getInputStream()))
                    .startsWith("HTTP/1.1 401")
                    .contains("Connection: close");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(discardTime, PATIENT);
        }
    }

    @Test
    void asksForNoBodyThatItRefuses() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("/refused", "Expect: 100-continue\r\nContent-Length: 100\r\n"));

            assertThat(rest(socket.getInputStream()))
                    .startsWith("HTTP/1.1 401")
                    .doesNotContain("100 Continue");
        }
    }
}
