package chancery.server;

import chancery.server.config.ServerConfig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/// Servers of the development mode for tests, and a client.
final class Servers {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Servers() {}

    static Wiring start(Path data, int port) {
        return Wiring.open(
                ServerConfig.dev(port, data.toString()),
                "test",
                (line, cause) -> {
                    throw new IllegalStateException(line, cause);
                });
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static HttpResponse<String> get(Wiring server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(server, path)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> post(Wiring server, String path, String json) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(at(server, path))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(Wiring server, String path) {
        return server.url().resolve(path);
    }
}
