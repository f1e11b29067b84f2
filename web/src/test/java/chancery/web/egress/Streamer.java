package chancery.web.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A websocket server on loopback that says, byte by byte, what a test wants: well-formed or not.
public final class Streamer implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listener;
    private final Talk talk;
    private final CopyOnWriteArrayList<String> calls = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String refusal = "";

    /// What is said to one caller. The connection ends when it returns.
    @FunctionalInterface
    public interface Talk {
        void hold(Line line) throws IOException, InterruptedException;

        /// Where this caller begins, found out before the caller hears that the line is open.
        default int begin(String head) {
            return 0;
        }
    }

    /// A server that holds this talk with every caller.
    public Streamer(Talk talk) {
        this.talk = talk;
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The targets that were asked for, in order.
    public CopyOnWriteArrayList<String> calls() {
        return calls;
    }

    /// Answers every call with this status line from now on; empty for none.
    public void refuse(String status) {
        refusal = status;
    }

    /// Cuts all lines off, without a word.
    public void cut() {
        open.forEach(Streamer::end);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            calls.add(head.split(" ", 3)[1]);
            if (!refusal.isEmpty()) {
                String answer = "HTTP/1.1 " + refusal + "\r\ncontent-length: 0\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                return;
            }
            Line line = new Line(socket, head, talk.begin(head));
            socket.getOutputStream().write(upgraded(head).getBytes(ISO_8859_1));
            talk.hold(line);
        } catch (IOException | InterruptedException _) {
            // The caller went away; the test says whether it should have.
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole head");
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private static String upgraded(String head) {
        String key =
                head.lines()
                        .filter(
                                line ->
                                        line.toLowerCase(Locale.ROOT)
                                                .startsWith("sec-websocket-key:"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("");
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT).getBytes(ISO_8859_1));
            return "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade"
                    + "\r\nsec-websocket-accept: "
                    + Base64.getEncoder().encodeToString(hash)
                    + "\r\n\r\n";
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        cut();
    }

    /// The line to one caller.
    public static final class Line {
        private final Socket socket;
        private final String head;
        private final int begin;

        private Line(Socket socket, String head, int begin) {
            this.socket = socket;
            this.head = head;
            this.begin = begin;
        }

        /// Where this caller begins.
        public int begin() {
            return begin;
        }

        /// The request's line and headers.
        public String head() {
            return head;
        }

        public void text(String text) throws IOException {
            frame(TEXT, true, text.getBytes(UTF_8));
        }

        public void binary(byte[] bytes) throws IOException {
            frame(BINARY, true, bytes);
        }

        public void close(int code) throws IOException {
            frame(CLOSE, true, ByteBuffer.allocate(2).putShort((short) code).array());
        }

        /// Any frame.
        public void frame(int opCode, boolean last, byte[] payload) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write((last ? 0x80 : 0) | opCode);
            if (payload.length < 126) {
                frame.write(payload.length);
            } else if (payload.length <= 0xffff) {
                frame.write(126);
                frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
            } else {
                frame.write(127);
                frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
            }
            frame.writeBytes(payload);
            socket.getOutputStream().write(frame.toByteArray());
        }

        /// The kind of the next short frame of the caller; -1 when there is none any more.
        public int hear() throws IOException {
            InputStream in = socket.getInputStream();
            int first = in.read();
            if (first < 0) {
                return -1;
            }
            int length = in.read() & 0x7f;
            in.skipNBytes(4L + length);
            return first & 0x0f;
        }

        /// Waits until the caller is gone.
        public void untilGone() throws IOException {
            while (hear() >= 0) {}
        }
    }
}
