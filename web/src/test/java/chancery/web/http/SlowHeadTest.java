package chancery.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chancery.web.Eventually;
import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

final class SlowHeadTest {
    private static final Duration HEAD_MAX = Duration.ofMillis(500);
    private static final String HEAD = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

    /// When a connection that drips is given up; far below what a server takes that only looks for
    /// progress.
    private static final int DRIPS_MAX = 400;
    private static final int DRIP_MILLIS = 50;

    private TestServer server;

    @BeforeEach
    void start() {
        server = server(HEAD_MAX);
    }

    private static TestServer server(Duration headMax) {
        WebLimits.Heads usual = WebLimits.Heads.STANDARD;
        WebLimits.Heads heads =
                new WebLimits.Heads(
                        usual.bytesMax(), usual.fieldsMax(), usual.targetBytesMax(), headMax);
        return TestServer.with(
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

    /// Sends the start of a head, and then a byte now and then until the server hangs up; how long
    /// that took.
    private static Duration drip(Socket socket, String start) throws Exception {
        long from = System.nanoTime();
        send(socket, start);
        try {
            for (int i = 0; i < DRIPS_MAX; i++) {
                Thread.sleep(DRIP_MILLIS);
                send(socket, "a");
            }
        } catch (SocketException _) {
            return Duration.ofNanos(System.nanoTime() - from);
        }
        throw new AssertionError("the server waits for the end of a head that drips");
    }

    /// A head in two pieces: the server sees the first one alone.
    private static void inPieces(Socket socket) throws Exception {
        send(socket, HEAD.substring(0, 10));
        Thread.sleep(HEAD_MAX.dividedBy(4));
        send(socket, HEAD.substring(10));
    }

    @Test
    void hangsUpOnAHeadThatDrips() throws Exception {
        try (Socket socket = server.connect()) {
            assertThat(drip(socket, "GET /a HTTP/1.1\r\nX: ")).isGreaterThan(HEAD_MAX);
        }
    }

    @Test
    void hangsUpOnARequestLineThatDrips() throws Exception {
        try (Socket socket = server.connect()) {
            assertThat(drip(socket, "GET /")).isGreaterThan(HEAD_MAX);
        }
    }

    @Test
    void timesTheSecondHeadOfAConnectionAsWell() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, HEAD + "GET /a HTTP/1.1\r\nX: ");

            assertThat(answer(socket)).startsWith("HTTP/1.1 204");
            assertThat(drip(socket, "a")).isPositive();
        }
    }

    @Test
    void servesAHeadThatComesInPiecesInTime() throws Exception {
        try (TestServer patient = server(Duration.ofMinutes(1));
                Socket socket = patient.connect()) {
            inPieces(socket);

            assertThat(answer(socket)).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void leavesConnectionsBetweenRequestsAlone() throws Exception {
        try (Socket socket = servedInPieces()) {
            Thread.sleep(HEAD_MAX.multipliedBy(2));
            send(socket, HEAD);

            assertThat(answer(socket)).startsWith("HTTP/1.1 204");
        }
    }

    /// A connection after a head in pieces, which came in time unless the machine stood still.
    private Socket servedInPieces() throws Exception {
        AtomicReference<Socket> served = new AtomicReference<>();
        Eventually.holds(
                "a head in pieces, in time",
                () -> {
                    Socket socket = server.connect();
                    served.set(socket);
                    return answersPieces(socket);
                });
        return served.get();
    }

    private static boolean answersPieces(Socket socket) throws Exception {
        try {
            inPieces(socket);
            return answer(socket).startsWith("HTTP/1.1 204");
        } catch (SocketException _) {
            return false;
        }
    }
}
