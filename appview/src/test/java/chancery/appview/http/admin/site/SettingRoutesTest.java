package chancery.appview.http.admin.site;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.LoggedEvent;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.setting.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.util.Map;

/// Settings and feature flags over HTTP.
final class SettingRoutesTest {
    private static final String FLAG = "feature.spaces_enabled";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer set(String key, String value) {
        return server.put(
                "/admin/settings/" + key,
                Json.Members.builder().put("value", value).build().write());
    }

    @Test
    @DisplayName("#79 the flag of spaces is listed, off and on")
    void listsFlags() {
        Answer off = server.get("/admin/feature-flags");
        set(FLAG, "TRUE");
        Answer on = server.get("/admin/feature-flags");
        Answer nobody = server.send("GET", "/admin/feature-flags", "", "");

        assertThat(off.items().getFirst().text("key")).contains(FLAG);
        assertThat(off.items().getFirst().text("name")).contains("Permissioned Spaces");
        assertThat(off.items().getFirst().text("description")).isPresent();
        assertThat(off.items().getFirst().flag("enabled")).contains(false);
        assertThat(on.items().getFirst().flag("enabled")).contains(true);
        assertThat(nobody.status()).isEqualTo(401);
    }

    @Test
    @DisplayName("#81 a setting is set, listed as of the database, and unset")
    void setsAndUnsets() {
        Answer set = set("tos_uri", "https://example.com/tos");
        Answer list = server.get("/admin/settings");
        Answer unset = server.delete("/admin/settings/tos_uri");
        Answer again = server.delete("/admin/settings/tos_uri");
        Answer nobody = server.send("GET", "/admin/settings", "", "");

        assertThat(set.status()).isEqualTo(204);
        assertThat(list.text())
                .contains(
                        "{\"key\":\"tos_uri\",\"source\":\"database\","
                                + "\"value\":\"https://example.com/tos\"}");
        assertThat(unset.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.error()).isEqualTo("setting 'tos_uri' not found");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(server.eventTypes()).containsExactly("setting.deleted", "setting.updated");
    }

    @Test
    void fallsBackToTheConfiguration() {
        Answer before = server.get("/admin/settings");
        set("app_name", "Chosen");
        Answer after = server.get("/admin/settings");

        assertThat(before.text())
                .isEqualTo("[{\"key\":\"app_name\",\"source\":\"env\",\"value\":\"Configured\"}]");
        assertThat(after.text())
                .isEqualTo("[{\"key\":\"app_name\",\"source\":\"database\",\"value\":\"Chosen\"}]");
    }

    @Test
    void listsNoSecretAndLogsNoValue() {
        set("attestation_private_key", "00ff");
        set("smtp_password", "hunter2");

        Answer list = server.get("/admin/settings");

        assertThat(list.text()).doesNotContain("00ff", "hunter2", "hidden");
        assertThat(server.settings.get("attestation_private_key")).contains("00ff");
        assertThat(server.events())
                .extracting(LoggedEvent::event)
                .noneMatch(event -> event.toString().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"value\":7}", "{\"value\":null}", "[]", "\"x\"", "{\"value\":\"a"})
    void refusesBodiesThatAreNone(String body) {
        Answer answer = server.put("/admin/settings/app_name", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(server.settings.all()).isEmpty();
    }

    @Test
    void refusesBodiesOfOtherTypes() {
        Answer answer =
                server.send(
                        server.request("/admin/settings/app_name")
                                .header("authorization", "Bearer dev")
                                .header("content-type", "text/plain")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":\"x\"}")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(server.settings.all()).isEmpty();
    }

    @Test
    void boundsNamesAndValues() {
        AppViewLimits.Administration limits = AppViewLimits.STANDARD.administration();

        assertThat(set("k".repeat(limits.nameUnits()), "x").status()).isEqualTo(204);
        assertThat(set("k".repeat(limits.nameUnits() + 1), "x").status()).isEqualTo(400);
        assertThat(set("a", "v".repeat(limits.valueBytes())).status()).isEqualTo(204);
        assertThat(set("b", "v".repeat(limits.valueBytes() + 1)).status()).isEqualTo(413);
        assertThat(set("c%20d", "x").status()).isEqualTo(400);
        assertThat(server.settings.all()).hasSize(2);
    }

    @Test
    void boundsHowManyThereAre() {
        int max = AppViewLimits.STANDARD.administration().settingsMax();
        for (int i = 1; i < max; i++) {
            server.settings.set("k" + i, "x");
        }

        assertThat(set("last", "x").status()).isEqualTo(204);
        assertThat(set("over", "x").status()).isEqualTo(409);
        assertThat(set("last", "y").status()).isEqualTo(204);
    }

    @Test
    void isThereAgainAfterAStart() {
        set("app_name", "Kept");

        assertThat(new Settings(server.store, server.clock, Map.of()).get("app_name"))
                .contains("Kept");
    }
}
