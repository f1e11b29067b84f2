package chancery.web.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A listener on loopback that counts who connects, and answers each request with the same bytes.
final class Canary implements AutoCloseable {
    private static final int DRIP_MILLIS = 100;

    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String heard = "";
    private volatile String answer = "";
    private volatile boolean dripping;
    private volatile CountDownLatch held = new CountDownLatch(0);

    Canary() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
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
            byte[] some = new byte[16 * 1024];
            Thread.sleep(20);
            int got = socket.getInputStream().read(some);
            heard = new String(some, 0, Math.max(0, got), StandardCharsets.ISO_8859_1);
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

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
