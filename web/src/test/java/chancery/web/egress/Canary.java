package chancery.web.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A listener on loopback that counts who connects, and answers each request with the same bytes.
final class Canary implements AutoCloseable {
    private static final int DRIP_MILLIS = 100;

    /// More than ever connect at a time: what does not fit into the backlog comes a second later.
    private static final int BACKLOG = 1024;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String heard = "";
    private volatile String answer = "";
    private volatile boolean dripping;
    private volatile CountDownLatch held = new CountDownLatch(0);

    Canary() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    String heard() {
        return heard;
    }

    /// Answers with these bytes and closes.
    void answer(String bytes) {
        answer = bytes;
    }

    /// Answers with these bytes and then with one byte now and then, for ever.
    void drip(String bytes) {
        answer = bytes;
        dripping = true;
    }

    /// Lets requests wait for their answers.
    void hold() {
        held = new CountDownLatch(1);
    }

    /// Answers the requests that wait, and all that come.
    void release() {
        held.countDown();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            heard = request(socket.getInputStream());
            held.await();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            while (dripping) {
                Thread.sleep(DRIP_MILLIS);
                socket.getOutputStream().write('x');
            }
        } catch (IOException | InterruptedException _) {
            // The client went away; the test says whether it should have.
        }
    }

    /// All of a request, in however many pieces it comes.
    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            read.write(next);
            String text = read.toString(StandardCharsets.ISO_8859_1);
            if (whole(text)) {
                return text;
            }
            next = in.read();
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static boolean whole(String text) {
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(text);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text.length() >= head + 4 + body;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
