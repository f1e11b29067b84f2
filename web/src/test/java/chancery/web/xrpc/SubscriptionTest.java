package chancery.web.xrpc;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import chancery.atproto.data.Value;
import chancery.web.Eventually;
import chancery.web.WebLimits;
import chancery.web.http.HttpServerConfig;
import chancery.web.http.TestServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

final class SubscriptionTest {
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final int FRAMES_MAX = 50;

    /// No ping comes in a test, and no socket is given up.
    private static final WebLimits.Sockets PATIENT =
            limits(Duration.ofMinutes(10), Duration.ofMinutes(1));

    private static final WebLimits.Sockets PINGING =
            limits(Duration.ofMillis(200), Duration.ofMinutes(1));

    /// A reader that is stuck is let go.
    private static final WebLimits.Sockets STRICT =
            limits(Duration.ofMinutes(10), Duration.ofMillis(500));

    private static WebLimits.Sockets limits(Duration ping, Duration write) {
        return new WebLimits.Sockets(
                5, 3, 4 * 1024, FRAMES_MAX, ping, Duration.ofMillis(600), write);
    }

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

    /// A frame now and then: all together are less than a connection holds unread.
    private static FrameSource slow(byte[] frame) {
        return frames(
                (_, _) -> {
                    Thread.sleep(20);
                    return Optional.of(
                            new FrameSource.Frame.Message(
                                    ByteBuffer.wrap(frame).asReadOnlyBuffer()));
                });
    }

    /// One source for the socket that opens first, and another for the rest.
    private static FrameSource inTurn(FrameSource first, FrameSource rest) {
        AtomicBoolean taken = new AtomicBoolean();
        return params -> (taken.getAndSet(true) ? rest : first).open(params);
    }

    /// A source without frames, which takes its time to open.
    private static final class Counted implements FrameSource {
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public Frames open(Value.Map params) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            opened.incrementAndGet();
            Frames none = silent().open(params);
            return new Frames() {
                @Override
                public Optional<Frame> next(Duration wait) throws InterruptedException {
                    return none.next(wait);
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
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
        return server(frames, PATIENT);
    }

    private static TestServer server(FrameSource frames, WebLimits.Sockets limits) {
        return TestServer.with(
                HttpServerConfig.loopback(0).with(TestServer.PATIENT.with(limits)),
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
            this(server, address, "Sec-WebSocket-Version: 13\r\n" + KEY);
        }

        Reader(TestServer server, String address, String fields) throws IOException {
            socket = server.connect(InetAddress.ofLiteral(address));
            in = new DataInputStream(socket.getInputStream());
            String upgrade =
                    String.join(
                            "\r\n",
                            "GET /xrpc/com.example.stream HTTP/1.1",
                            "Host: a",
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            fields,
                            "Sec-WebSocket-Extensions: permessage-deflate",
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

        /// Sends so many pings at once.
        void ping(int times) throws IOException {
            ByteBuffer pings = ByteBuffer.allocate(times * 6);
            while (pings.hasRemaining()) {
                pings.put((byte) PING).put((byte) 0x80).putInt(0);
            }
            socket.getOutputStream().write(pings.array());
        }

        void leave() throws IOException {
            socket.close();
        }

        @Override
        public void close() throws IOException {
            leave();
        }
    }

    private static void awaitOpen(int sockets, TestServer server) throws Exception {
        Eventually.holds(
                sockets + " open sockets", () -> server.server().openWebsockets() == sockets);
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
    void beginsBeforeThePeerHearsThatItIsConnected() throws Exception {
        Counted source = new Counted();
        try (TestServer server = server(source);
                Reader reader = new Reader(server)) {
            assertThat(reader.head).startsWith("HTTP/1.1 101");
            assertThat(source.opened).hasValue(1);
        }
        Eventually.holds("the end of the source", () -> source.closed.get() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Version: 12\r\n" + KEY, "Sec-WebSocket-Version: 13"})
    void endsWhatNoSocketCameOf(String fields) throws Exception {
        Counted source = new Counted();
        try (TestServer server = server(source);
                Reader reader = new Reader(server, "127.0.0.1", fields)) {
            assertThat(reader.head).startsWith("HTTP/1.1 400");
            assertThat(server.server().openWebsockets()).isZero();
        }
        assertThat(source.opened).hasValue(1);
        assertThat(source.closed).hasValue(1);
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
        byte[] small = TestMethods.frame("a");
        try (TestServer server = server(inTurn(endless(large), slow(small)), STRICT);
                Reader stalled = new Reader(server);
                Reader healthy = new Reader(server)) {
            assertThat(stalled.head).startsWith("HTTP/1.1 101");
            assertThat(healthy.frame()).startsWith(BINARY);

            awaitOpen(1, server);

            for (int i = 0; i < 100; i++) {
                assertThat(healthy.frame()).startsWith(BINARY);
            }
        }
    }

    @Test
    void pingsAndDropsPeersThatDoNotAnswer() throws Exception {
        try (TestServer server = server(silent(), PINGING);
                Reader reader = new Reader(server)) {
            assertThat(reader.frame()).startsWith(PING);
            awaitOpen(0, server);
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
            // However the end of a window divides them, one part is too many.
            reader.ping(2 * FRAMES_MAX + 1);

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
            awaitOpen(2, server);

            try (Reader next = new Reader(server)) {
                assertThat(next.head).startsWith("HTTP/1.1 101");
            }
        }
    }

    @Test
    void tellsReadersWhenTheServerStops() throws Exception {
        try (TestServer server = server(slow(TestMethods.frame("a")));
                Reader reader = new Reader(server)) {
            assertThat(reader.frame()).startsWith(BINARY);

            server.server().close();

            assertThat(reader.closeCode()).isEqualTo(1001);
        }
    }
}
