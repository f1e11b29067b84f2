package chancery.server;

import chancery.server.config.ServerConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/// Servers of the development mode for tests, and a client.
public final class Servers {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int TRIES = 10;

    private Servers() {}

    /// A server on a port that is free; one that somebody takes in the meantime is given up.
    public static Wiring start(Path data) {
        for (int tries = 1; ; tries++) {
            try {
                return start(data, freePort());
            } catch (StartException refused) {
                boolean taken = String.valueOf(refused.getMessage()).contains("cannot listen on");
                if (!taken || tries == TRIES) {
                    throw refused;
                }
            }
        }
    }

    static Wiring start(Path data, int port) {
        return Wiring.open(
                ServerConfig.dev(port, data.toString()),
                "test",
                (line, cause) -> {
                    throw new IllegalStateException(line, cause);
                });
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    static HttpResponse<String> get(Wiring server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(server, path)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(Wiring server, String path, String json) throws Exception {
        return post(server, path, json, Map.of());
    }

    public static HttpResponse<String> post(
            Wiring server, String path, String json, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(server, path))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(Wiring server, String path) {
        return server.url().resolve(path);
    }
}
