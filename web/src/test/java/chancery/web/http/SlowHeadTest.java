package chancery.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

final class SlowHeadTest {
    private static final Duration HEAD_MAX = Duration.ofMillis(500);
    private static final String HEAD = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

    private TestServer server;

    @BeforeEach
    void start() {
        WebLimits.Heads usual = WebLimits.Heads.STANDARD;
        WebLimits.Heads heads =
                new WebLimits.Heads(
                        usual.bytesMax(), usual.fieldsMax(), usual.targetBytesMax(), HEAD_MAX);
        server =
                TestServer.with(
                        HttpServerConfig.loopback(0).with(WebLimits.STANDARD.with(heads)),
                        Mount.get(Door.SERVER, "/a", _ -> Response.empty(204)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String answer(Socket socket) throws IOException {
        byte[] answer = new byte[4096];
        int got = socket.getInputStream().read(answer);
        return got < 0 ? "" : new String(answer, 0, got, ISO_8859_1);
    }

    /// Sends a byte now and then until the server hangs up; how long that took.
    private static Duration drip(Socket socket) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            for (int i = 0; i < 100; i++) {
                send(socket, "a");
                Thread.sleep(50);
            }
        } catch (SocketException _) {
            // Hung up.
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void hangsUpOnAHeadThatDrips() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, "GET /a HTTP/1.1\r\nX: ");

            assertThat(drip(socket)).isBetween(HEAD_MAX.dividedBy(2), HEAD_MAX.multipliedBy(6));
        }
    }

    @Test
    void hangsUpOnARequestLineThatDrips() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, "GET /");

            assertThat(drip(socket)).isBetween(HEAD_MAX.dividedBy(2), HEAD_MAX.multipliedBy(6));
        }
    }

    @Test
    void timesTheSecondHeadOfAConnectionAsWell() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, HEAD + "GET /a HTTP/1.1\r\nX: ");

            assertThat(answer(socket)).startsWith("HTTP/1.1 204");
            assertThat(drip(socket)).isLessThan(HEAD_MAX.multipliedBy(6));
        }
    }

    @Test
    void servesAHeadThatComesInPiecesInTime() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, HEAD.substring(0, 10));
            Thread.sleep(HEAD_MAX.dividedBy(4));
            send(socket, HEAD.substring(10));

            assertThat(answer(socket)).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void leavesConnectionsBetweenRequestsAlone() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, HEAD.substring(0, 10));
            Thread.sleep(HEAD_MAX.dividedBy(4));
            send(socket, HEAD.substring(10));
            assertThat(answer(socket)).startsWith("HTTP/1.1 204");
            Thread.sleep(HEAD_MAX.multipliedBy(2));
            send(socket, HEAD);

            assertThat(answer(socket)).startsWith("HTTP/1.1 204");
        }
    }
}
