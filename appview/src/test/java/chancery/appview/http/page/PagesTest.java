package chancery.appview.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/// What anybody may read of an installation.
final class PagesTest {
    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer read(String path) {
        return server.send("GET", path, "", "");
    }

    private void set(String key, String value) {
        server.put("/admin/settings/" + key, "{\"value\":\"" + value + "\"}");
    }

    private Answer upload(String type, byte[] bytes) {
        String head =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
                        + "Content-Type: "
                        + type
                        + "\r\n\r\n";
        String tail = "\r\n--b--\r\n";
        byte[] body = new byte[head.length() + bytes.length + tail.length()];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, body, 0, head.length());
        System.arraycopy(bytes, 0, body, head.length(), bytes.length);
        System.arraycopy(
                tail.getBytes(StandardCharsets.US_ASCII),
                0,
                body,
                head.length() + bytes.length,
                tail.length());
        return put("multipart/form-data; boundary=b", body);
    }

    private Answer put(String type, byte[] body) {
        return server.send(
                server.request("/admin/settings/logo")
                        .header("authorization", "Bearer dev")
                        .header("content-type", type)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Test
    @DisplayName("#1 health answers ok")
    void isHealthy() {
        Answer answer = read("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
    }

    @Test
    void showsTheConfiguration() {
        Answer answer = read("/config");

        assertThat(answer.text())
                .isEqualTo(
                        "{\"app_name\":\"Configured\",\"database_backend\":\"sqlite\","
                                + "\"default_rate_limit_capacity\":70,"
                                + "\"default_rate_limit_refill_rate\":0.5,"
                                + "\"features\":{\"spaces\":false},"
                                + "\"jetstream_url\":\"wss://jetstream.example.com\","
                                + "\"logo_url\":null,\"plc_url\":\"https://plc.example.com\","
                                + "\"public_url\":\"http://localhost:1234\",\"relay_url\":null,"
                                + "\"version\":\"0.1.0\"}");
    }

    @Test
    @DisplayName("#80 the configuration shows the flag of spaces")
    void mirrorsFlag() {
        set("feature.spaces_enabled", "true");

        assertThat(read("/config").object().object("features"))
                .contains(Json.Members.builder().put("spaces", true).build());
    }

    @Test
    @DisplayName("#82 a logo is uploaded, served with its type, and deleted")
    void servesLogo() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', '-', '-', 'x'};

        Answer before = read("/settings/logo");
        Answer uploaded = upload("image/png", picture);
        Answer served = read("/settings/logo");
        Json.Members config = read("/config").object();
        Answer deleted = server.delete("/admin/settings/logo");
        Answer after = read("/settings/logo");

        assertThat(before.status()).isEqualTo(404);
        assertThat(before.error()).isEqualTo("no logo uploaded");
        assertThat(uploaded.status()).isEqualTo(204);
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.whole().body()).isEqualTo(picture);
        assertThat(served.whole().headers().firstValue("content-type")).contains("image/png");
        assertThat(served.whole().headers().firstValue("cache-control"))
                .contains("public, max-age=3600");
        assertThat(config.text("logo_url")).contains("http://localhost:1234/settings/logo");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(after.status()).isEqualTo(404);
    }

    @Test
    void boundsLogos() {
        int max = AppViewLimits.STANDARD.administration().logoBytes();

        Answer over = upload("image/png", new byte[max + 1]);
        Answer none = read("/settings/logo");
        Answer fits = upload("image/png", new byte[max]);
        Answer huge = upload("image/png", new byte[max + (3 << 20)]);

        assertThat(over.status()).isEqualTo(400);
        assertThat(over.error()).isEqualTo("logo must be 5MB or smaller");
        assertThat(none.status()).isEqualTo(404);
        assertThat(fits.status()).isEqualTo(204);
        assertThat(huge.status()).isEqualTo(413);
        assertThat(read("/settings/logo").whole().body()).hasSize(max);
    }

    @Test
    void refusesWhatIsNoPicture() {
        Answer text = upload("text/html", "<script>".getBytes(StandardCharsets.US_ASCII));
        Answer empty = put("multipart/form-data; boundary=b", new byte[0]);
        Answer json = put("application/json", "{}".getBytes(StandardCharsets.US_ASCII));

        assertThat(text.status()).isEqualTo(400);
        assertThat(text.error()).isEqualTo("file must be an image");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.error()).isEqualTo("no file uploaded");
        assertThat(json.status()).isEqualTo(415);
        assertThat(read("/settings/logo").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("#83 the client's metadata follows the settings")
    void showsMetadata() {
        set("app_name", "My App");
        set("client_uri", "https://app.example.com");
        set("tos_uri", "https://app.example.com/tos");

        Json.Members metadata = read("/oauth-client-metadata.json").object();

        assertThat(metadata.text("client_id"))
                .contains("http://localhost:1234/oauth-client-metadata.json");
        assertThat(metadata.text("client_name")).contains("My App");
        assertThat(metadata.text("client_uri")).contains("https://app.example.com");
        assertThat(metadata.text("tos_uri")).contains("https://app.example.com/tos");
        assertThat(metadata.contains("policy_uri")).isFalse();
    }

    @Test
    void namesTheDomainThatWasAsked() throws IOException {
        server.post("/admin/domains", "{\"url\":\"https://two.example.com\"}");

        String answer =
                server.raw("GET /oauth-client-metadata.json HTTP/1.1", "Host: two.example.com");

        assertThat(answer)
                .contains("\"client_id\":\"https://two.example.com/oauth-client-metadata.json\"");
    }
}
