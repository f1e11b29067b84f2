package chancery.web.http;

import chancery.web.WebLimits;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/// A real server on a free loopback port, with a client and raw sockets to talk to it.
public final class TestServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /// The standard limits, but for times that a machine could miss that stands still for a while.
    public static final WebLimits PATIENT = patient(WebLimits.STANDARD);

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private TestServer(HttpServerConfig config, Router router) {
        server =
                new HttpServer(
                        config,
                        router,
                        InstantSource.system(),
                        System::nanoTime,
                        new Random(1),
                        meters);
        server.start();
    }

    private static WebLimits patient(WebLimits usual) {
        WebLimits.Bodies bodies = usual.bodies();
        WebLimits.Heads heads = usual.heads();
        return usual.with(
                        new WebLimits.Bodies(
                                bodies.jsonBytesMax(),
                                bodies.textBytesMax(),
                                bodies.otherBytesMax(),
                                bodies.inflateRatioMax(),
                                bodies.inflateFreeBytes(),
                                bodies.bytesPerSecondMin(),
                                PATIENCE,
                                bodies.discardBytesMax(),
                                PATIENCE))
                .with(
                        new WebLimits.Heads(
                                heads.bytesMax(),
                                heads.fieldsMax(),
                                heads.targetBytesMax(),
                                PATIENCE));
    }

    /// A server of these mounts under patient limits.
    public static TestServer of(Mount... mounts) {
        return with(HttpServerConfig.loopback(0).with(PATIENT), mounts);
    }

    /// A server of these mounts.
    public static TestServer with(HttpServerConfig config, Mount... mounts) {
        Router router = new Router();
        for (Mount mount : mounts) {
            router.mount(mount);
        }
        return new TestServer(config, router);
    }

    public int port() {
        return server.port();
    }

    public HttpServer server() {
        return server;
    }

    public MeterRegistry meters() {
        return meters;
    }

    /// A request to this path, to be completed and sent with [#send].
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(ANSWER);
    }

    /// Sends the request and reads the answer as bytes.
    public HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /// Reads this path as text.
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    /// A plain connection.
    public Socket connect() throws IOException {
        return connect(InetAddress.ofLiteral("127.0.0.1"));
    }

    /// A plain connection of a client with this address.
    public Socket connect(InetAddress from) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port(), from, 0);
        socket.setSoTimeout((int) ANSWER.toMillis());
        return socket;
    }

    /// Sends these characters as they are and returns all that comes back until the server closes
    /// the connection, which it may do before it has read them all.
    public String raw(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (SocketException _) {
            // Closed with unread bytes, which the other side sees as a reset.
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
