package chancery.pds;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.pds.limit.PdsLimits;
import chancery.web.WebLimits;
import chancery.web.http.HttpServer;
import chancery.web.http.HttpServerConfig;
import chancery.web.http.Router;
import chancery.web.http.TestServer;
import chancery.web.xrpc.XrpcRoutes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The kit behind a real port, called as clients call it.
final class Server implements AutoCloseable {
    final Kit kit = new Kit();
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    Server() {
        Pds pds = new Pds(kit.config, PdsLimits.STANDARD, kit.ports);
        Router router = new Router();
        router.mount(
                new XrpcRoutes(
                                List.of(pds.methods()),
                                pds.authenticator(),
                                kit.ports.catalog(),
                                WebLimits.STANDARD.bodies())
                        .mount());
        pds.mounts().forEach(router::mount);
        http =
                new HttpServer(
                        HttpServerConfig.loopback(0)
                                .with(HttpServerConfig.AccessLogging.OFF)
                                .with(TestServer.PATIENT),
                        router,
                        kit.clock,
                        System::nanoTime,
                        new SecureRandom(),
                        new SimpleMeterRegistry());
        http.start();
    }

    /// An answer: status and JSON body, an empty map when there is none.
    record Answer(int status, Value.Map body) {
        String error() {
            return body.text("error").orElse("");
        }

        String message() {
            return body.text("message").orElse("");
        }

        String text(String name) {
            return body.text(name).orElseThrow(() -> new AssertionError("no " + name));
        }
    }

    /// A logged-in account.
    record User(String did, String handle, String access, String refresh) {}

    int port() {
        return http.port();
    }

    User user(String front) {
        Answer answer =
                post(
                        "com.atproto.server.createAccount",
                        Optional.empty(),
                        "{\"handle\":\"%s.test\",\"email\":\"%s@example.com\",\"password\":\"pw\"}"
                                .formatted(front, front));
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return new User(
                answer.text("did"),
                answer.text("handle"),
                answer.text("accessJwt"),
                answer.text("refreshJwt"));
    }

    /// A procedure with a JSON body, in which `'` stands for `"`.
    Answer call(User user, String method, String json) {
        return post(method, Optional.of(user.access()), json.replace('\'', '"'));
    }

    Answer post(String method, Optional<String> token, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return answer(send(method, token, "application/json", body));
    }

    Answer get(String query) {
        return answer(bytes(query));
    }

    HttpResponse<byte[]> bytes(String query) {
        return send(HttpRequest.newBuilder(uri(query)).GET().build());
    }

    HttpResponse<byte[]> send(
            String method, Optional<String> token, String contentType, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(method))
                        .header("content-type", contentType)
                        .POST(BodyPublishers.ofByteArray(body));
        token.ifPresent(t -> request.header("authorization", "Bearer " + t));
        return send(request.build());
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    URI uri(String query) {
        return URI.create("http://127.0.0.1:" + http.port() + "/xrpc/" + query);
    }

    static Answer answer(HttpResponse<byte[]> response) {
        Value.Map body =
                response.body().length == 0 ? Value.Map.EMPTY : DagJson.parseMap(response.body());
        return new Answer(response.statusCode(), body);
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
