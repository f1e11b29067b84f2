package chancery.server;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.server.config.Environment;
import chancery.server.config.StoreConfig;
import chancery.server.verify.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The streams of the development mode, on the engine that a server runs with.
final class DevStreamsTest {
    private static final String RECORDS = "/api/v1/projects/dev/streams/events/records";
    private static final String UPSERT =
            """
            {"items":[{"space":"demo","externalId":"r1","sources":[{"source":
              {"type":"container","space":"demo","externalId":"reading"},"properties":
              {"sensor":"hall","value":%s,"at":"2026-01-31T08:00:00Z"}}]}]}
            """;
    private static final String FILTER =
            """
            {"sources":[{"source":{"type":"container","space":"demo","externalId":"reading"},
              "properties":["*"]}]}
            """;

    @Test
    void keepsRecordsOverRestart(@TempDir Path data) throws Exception {
        try (Wiring server = Servers.start(data)) {
            assertThat(post(server, "/upsert", UPSERT.formatted("20.5")).statusCode())
                    .isEqualTo(202);
            assertThat(post(server, "/upsert", UPSERT.formatted("21.5")).statusCode())
                    .isEqualTo(202);
        }

        try (Wiring server = Servers.start(data)) {
            assertThat(post(server, "/filter", FILTER).body())
                    .contains("\"externalId\":\"r1\"", "\"value\":21.5")
                    .doesNotContain("20.5");
            assertThat(post(server, "/sync", "{\"initializeCursor\":\"1d-ago\"}").body())
                    .contains("\"status\":\"updated\"", "\"hasNext\":false");
            assertThat(post(server, "/aggregate", "{\"aggregates\":{\"n\":{\"count\":{}}}}").body())
                    .isEqualTo("{\"aggregates\":{\"n\":{\"count\":1}}}");
        }
    }

    @Test
    void verifiesRecords(@TempDir Path data) throws Exception {
        try (Wiring server = Servers.start(data)) {
            post(server, "/upsert", UPSERT.formatted("20.5"));
        }

        List<Report> reports =
                Verification.run(
                        StoreConfig.of(data.toString(), Environment.empty()),
                        (line, cause) -> {
                            throw new IllegalStateException(line, cause);
                        });

        assertThat(reports).contains(new Report("records of streams", 1, List.of()));
    }

    @Test
    void issuesTokensToItsClient(@TempDir Path data) throws Exception {
        String form = "grant_type=client_credentials&client_id=dev&client_secret=%s";
        try (Wiring server = Servers.start(data)) {
            String path = "/api/v1/token";

            HttpResponse<String> known =
                    Servers.post(server, path, form.formatted("dev"), Map.of());
            HttpResponse<String> stranger =
                    Servers.post(server, path, form.formatted("guessed"), Map.of());

            assertThat(known.body()).contains("\"access_token\":", "\"token_type\":\"Bearer\"");
            assertThat(stranger.statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> post(Wiring server, String path, String json)
            throws Exception {
        return Servers.post(server, RECORDS + path, json, Map.of("authorization", "Bearer dev"));
    }
}
