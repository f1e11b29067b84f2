package chancery.web.xrpc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chancery.web.WebLimits;
import chancery.web.http.HttpServerConfig;
import chancery.web.http.TestServer;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

final class SubscriptionTest {
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int CLOSE = 0x88;

    private static final WebLimits.Sockets QUICK =
            new WebLimits.Sockets(
                    5,
                    3,
                    4 * 1024,
                    50,
                    Duration.ofMillis(200),
                    Duration.ofMillis(600),
                    Duration.ofMillis(500));

    /// Frames that are always there.
    private static FrameSource endless(byte[] frame) {
        return frames(
                (_, sent) -> {
                    sent.incrementAndGet();
                    return Optional.of(
                            new FrameSource.Frame.Message(
                                    ByteBuffer.wrap(frame).asReadOnlyBuffer()));
                });
    }

    /// Nothing, ever.
    private static FrameSource silent() {
        return frames(
                (_, _) -> {
                    Thread.sleep(50);
                    return Optional.empty();
                });
    }

    private interface Step {
        Optional<FrameSource.Frame> next(Duration wait, AtomicInteger sent)
                throws InterruptedException;
    }

    private static FrameSource frames(Step step) {
        return _ -> {
            AtomicInteger sent = new AtomicInteger();
            return new FrameSource.Frames() {
                @Override
                public Optional<FrameSource.Frame> next(Duration wait) throws InterruptedException {
                    return step.next(wait, sent);
                }

                @Override
                public void close() {}
            };
        };
    }

    private static TestServer server(FrameSource frames) {
        return TestServer.with(
                HttpServerConfig.loopback(0).with(WebLimits.STANDARD.with(QUICK)),
                TestMethods.routes(frames).mount());
    }

    /// A websocket client that does no more than it is told to.
    private static final class Reader implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final String head;

        Reader(TestServer server) throws IOException {
            this(server, "127.0.0.1");
        }

        Reader(TestServer server, String address) throws IOException {
            socket = server.connect(InetAddress.ofLiteral(address));
            in = new DataInputStream(socket.getInputStream());
            String upgrade =
                    String.join(
                            "\r\n",
                            "GET /xrpc/com.example.stream HTTP/1.1",
                            "Host: a",
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Extensions: permessage-deflate",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                            "",
                            "");
            socket.getOutputStream().write(upgrade.getBytes(ISO_8859_1));
            head = readHead();
        }

        private String readHead() throws IOException {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            while (!read.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                read.write(in.readUnsignedByte());
            }
            return read.toString(ISO_8859_1);
        }

        /// The next frame: its first byte, then its payload.
        byte[] frame() throws IOException {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] frame = new byte[length + 1];
            frame[0] = (byte) first;
            in.readFully(frame, 1, length);
            return frame;
        }

        /// The kind of the next frame; a ping is answered.
        int answered() throws IOException {
            int first = frame()[0] & 0xff;
            if (first == PING) {
                send(PONG, 0);
            }
            return first;
        }

        /// The code of the close frame that comes at last.
        int closeCode() throws IOException {
            while (true) {
                byte[] frame = frame();
                if ((frame[0] & 0xff) == CLOSE) {
                    return (frame[1] & 0xff) << 8 | (frame[2] & 0xff);
                }
            }
        }

        void send(int first, int length) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(length + 8);
            frame.put((byte) first).put((byte) (0x80 | 126)).putShort((short) length).putInt(0);
            socket.getOutputStream().write(frame.array());
        }

        void ping() throws IOException {
            socket.getOutputStream().write(new byte[] {(byte) PING, (byte) 0x80, 0, 0, 0, 0});
        }

        void leave() throws IOException {
            socket.close();
        }

        @Override
        public void close() throws IOException {
            leave();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void sendsFramesAsBinaryMessages() throws Exception {
        byte[] frame = TestMethods.frame("hello");
        try (TestServer server = server(endless(frame));
                Reader reader = new Reader(server)) {
            assertThat(reader.frame()).startsWith(BINARY).hasSize(frame.length + 1);
        }
    }

    @Test
    void neverNegotiatesCompression() throws Exception {
        try (TestServer server = server(silent());
                Reader reader = new Reader(server)) {
            assertThat(reader.head)
                    .startsWith("HTTP/1.1 101")
                    .doesNotContainIgnoringCase("permessage-deflate");
        }
    }

    @Test
    void closesAfterTheLastFrameWithItsReason() throws Exception {
        FrameSource last =
                frames(
                        (_, _) ->
                                Optional.of(
                                        new FrameSource.Frame.Last(
                                                ByteBuffer.wrap(TestMethods.frame("x")),
                                                "FutureCursor")));
        try (TestServer server = server(last);
                Reader reader = new Reader(server)) {
            assertThat(reader.frame()).startsWith(BINARY);
            byte[] close = reader.frame();
            assertThat(close).startsWith(CLOSE, 1008 >> 8, 1008 & 0xff);
            assertThat(new String(close, 3, close.length - 3, ISO_8859_1))
                    .isEqualTo("FutureCursor");
        }
    }

    @Test
    void dropsAStalledReaderAndServesTheOthers() throws Exception {
        byte[] large = new byte[64 * 1024];
        try (TestServer server = server(endless(large));
                Reader stalled = new Reader(server);
                Reader healthy = new Reader(server)) {
            assertThat(stalled.head).startsWith("HTTP/1.1 101");
            long start = System.nanoTime();
            int read = 0;
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3)) {
                read += healthy.answered() == BINARY ? 1 : 0;
            }

            assertThat(read).isGreaterThan(50);
            await(() -> server.server().openWebsockets() == 1);
        }
    }

    @Test
    void pingsAndDropsPeersThatDoNotAnswer() throws Exception {
        try (TestServer server = server(silent());
                Reader reader = new Reader(server)) {
            assertThat(reader.frame()).startsWith(PING);
            await(() -> server.server().openWebsockets() == 0);
        }
    }

    @Test
    void refusesLargeMessagesFromClients() throws Exception {
        try (TestServer server = server(silent());
                Reader reader = new Reader(server)) {
            reader.send(BINARY, 4 * 1024);
            reader.send(BINARY, 4 * 1024 + 1);

            assertThat(reader.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void refusesFloodsOfControlFrames() throws Exception {
        try (TestServer server = server(silent());
                Reader reader = new Reader(server)) {
            for (int i = 0; i < 60; i++) {
                reader.ping();
            }

            assertThat(reader.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void boundsTheSocketsOfOneClientBeforeTheUpgrade() throws Exception {
        try (TestServer server = server(silent());
                Reader one = new Reader(server);
                Reader two = new Reader(server);
                Reader three = new Reader(server);
                Reader four = new Reader(server)) {
            assertThat(one.head + two.head + three.head).doesNotContain("429");
            assertThat(four.head)
                    .startsWith("HTTP/1.1 429")
                    .containsIgnoringCase("Retry-After: 10")
                    .doesNotContain("Sec-WebSocket-Accept");
            assertThat(server.server().openWebsockets()).isEqualTo(3);
        }
    }

    @Test
    void boundsTheSocketsOfAllClientsTogether() throws Exception {
        try (TestServer server = server(silent());
                Reader _ = new Reader(server);
                Reader _ = new Reader(server);
                Reader fourth = new Reader(server, "127.0.0.2");
                Reader third = new Reader(server, "127.0.0.2");
                Reader fifth = new Reader(server, "127.0.0.3");
                Reader sixth = new Reader(server, "127.0.0.4")) {
            assertThat(third.head + fourth.head + fifth.head).doesNotContain("429");
            assertThat(sixth.head)
                    .startsWith("HTTP/1.1 429")
                    .containsIgnoringCase("Retry-After: 10")
                    .doesNotContain("Sec-WebSocket-Accept");
        }
    }

    @Test
    void makesRoomWhenASocketCloses() throws Exception {
        try (TestServer server = server(silent());
                Reader first = new Reader(server);
                Reader _ = new Reader(server);
                Reader _ = new Reader(server)) {
            first.leave();
            await(() -> server.server().openWebsockets() < 3);

            try (Reader next = new Reader(server)) {
                assertThat(next.head).startsWith("HTTP/1.1 101");
            }
        }
    }

    @Test
    void tellsReadersWhenTheServerStops() throws Exception {
        try (TestServer server = server(silent());
                Reader reader = new Reader(server)) {
            assertThat(reader.answered()).isEqualTo(PING);

            server.server().close();

            assertThat(reader.closeCode()).isEqualTo(1001);
        }
    }
}
