package chancery.appview.kit;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A search engine, and the way to it: whatever host is asked for, it is this one on loopback. It
/// keeps what it was asked and answers with one status. Its server takes paths as they are written,
/// also those with two slashes in a row, which ours refuses.
public final class SearchEngineDouble implements Fetch, AutoCloseable {
    private static final List<String> SEEN =
            List.of(
                    "authorization",
                    "content-type",
                    "x-algolia-application-id",
                    "x-algolia-api-key");

    /// What it was asked, in order.
    public final List<Asked> asked = new CopyOnWriteArrayList<>();

    public volatile int status = 202;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    public SearchEngineDouble() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.start();
    }

    /// A request as it came in.
    ///
    /// @param host that was asked for
    /// @param target its path as it was written
    /// @param headers by their names in lower case
    public record Asked(
            String method, String host, String target, Map<String, String> headers, String body) {}

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String name : SEEN) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        String host = exchange.getRequestHeaders().getFirst("x-asked-host");
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        host,
                        exchange.getRequestURI().toString(),
                        headers,
                        new String(body, StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public Answer send(Request request) {
        URI uri = request.uri();
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + uri.getRawPath()))
                        .method(
                                request.method(),
                                HttpRequest.BodyPublishers.ofByteArray(request.body()))
                        .header("x-asked-host", uri.getHost());
        request.headers().forEach(sent::header);
        try {
            HttpResponse<byte[]> answer =
                    client.send(sent.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), Map.of(), answer.body());
        } catch (IOException e) {
            throw new FetchException("nobody answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException("interrupted", e);
        }
    }

    /// Takes the engine away; requests find nobody from now on.
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
        client.close();
    }
}
