package chancery.server;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.server.config.Environment;
import chancery.server.config.ServerConfig;
import chancery.server.verify.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The streams of production: projects, tokens and clients as they are configured.
final class ServedStreamsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKENS =
            """
            admin 0123456789abcdef plant all
            reader fedcba9876543210 plant streams:read records:read@hall models:read
            """;
    private static final String ADMIN = "0123456789abcdef";
    private static final String READER = "fedcba9876543210";
    private static final String UPSERT =
            """
            {"items":[{"space":"hall","externalId":"r1","sources":[{"source":
              {"type":"container","space":"hall","externalId":"reading"},
              "properties":{"value":20.5}}]}]}
            """;

    private final int port = Servers.freePort();

    private ServerConfig config(Path data, Map<String, String> secrets) {
        Map<String, String> variables = new HashMap<>(secrets);
        variables.put("STORE_MASTER_KEY", "00112233445566778899aabbccddeeff".repeat(2));
        return ServerConfig.serve(
                Map.of(
                        "pds.public-url", "https://pds.example.com",
                        "http.listen", "127.0.0.1:" + port,
                        "ops.listen", "127.0.0.1:0",
                        "store.data", data.toString(),
                        "plc.url", "inside",
                        "appview.follow", "none",
                        "streams.projects", secrets.isEmpty() ? "" : "plant",
                        "streams.templates", "Live mutable streams=1"),
                new Environment(variables));
    }

    private static Wiring start(ServerConfig config) {
        return Wiring.open(config, "test", ServedStreamsTest::fatal);
    }

    private static void fatal(String line, Throwable cause) {
        throw new IllegalStateException(line, cause);
    }

    private HttpResponse<String> post(String token, String path, String json) throws Exception {
        return send(
                request("projects/plant/" + path)
                        .header("authorization", "Bearer " + token)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void declare() throws Exception {
        post(ADMIN, "models/spaces", "{\"items\":[{\"space\":\"hall\"}]}");
        post(
                ADMIN,
                "models/containers",
                """
                {"items":[{"space":"hall","externalId":"reading","usedFor":"record",
                  "properties":{"value":{"type":{"type":"float64"}}}}]}
                """);
    }

    private static String stream(String id, String template) {
        return """
        {"items":[{"externalId":"%s","settings":{"template":{"name":"%s"}}}]}
        """
                .formatted(id, template);
    }

    @Test
    void servesProjectsToThoseWhoMay(@TempDir Path data) throws Exception {
        ServerConfig config =
                config(
                        data,
                        Map.of(
                                "STREAMS_TOKENS",
                                TOKENS,
                                "STREAMS_CLIENTS",
                                "robot 0011223344556677 plant records:write"));
        try (Wiring server = start(config)) {
            assertThat(server.notes()).isNotNull();
            declare();

            assertThat(post(ADMIN, "streams", stream("live", "BasicLiveData")).statusCode())
                    .isEqualTo(400);
            assertThat(post(ADMIN, "streams", stream("live", "Live")).statusCode()).isEqualTo(201);
            assertThat(post(ADMIN, "streams", stream("more", "Live")).body())
                    .contains("Stream quota exceeded");
            assertThat(post(ADMIN, "streams/live/records/upsert", UPSERT).statusCode())
                    .isEqualTo(202);
            assertThat(post(READER, "streams/live/records/upsert", UPSERT).statusCode())
                    .isEqualTo(403);
            assertThat(post(READER, "streams/live/records/filter", "{}").body()).contains("\"r1\"");
            assertThat(post("dev", "streams/live/records/filter", "{}").statusCode())
                    .isEqualTo(401);
            assertThat(
                            send(request("token")
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "grant_type=client_credentials"
                                                                + "&client_id=robot&client_secret"
                                                                + "=0011223344556677")))
                                    .body())
                    .contains("\"access_token\":\"cst_");
        }

        List<Report> reports = Verification.run(config.store(), ServedStreamsTest::fatal);

        assertThat(reports).contains(new Report("records of streams", 1, List.of()));
    }

    @Test
    void servesNoRecordsWithoutProjects(@TempDir Path data) throws Exception {
        try (Wiring server = start(config(data, Map.of()))) {
            assertThat(server.notes()).isNotNull();
            assertThat(send(request("token/inspect")).statusCode()).isEqualTo(404);
        }
    }
}
