package chancery.appview.http.admin.site;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/// Script variables over HTTP.
final class VariableRoutesTest {
    private static final String PATH = "/admin/script-variables";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer set(String key, String value) {
        Json.Members body = Json.Members.builder().put("key", key).put("value", value).build();
        return server.post(PATH, body.write());
    }

    @ParameterizedTest
    @CsvSource({
        "secretvalue,secr****",
        "abcde,abcd****",
        "abcd,****",
        "a,*",
        "'',''",
        "äöüßé,äöüß****",
        "😀😀😀😀😀,😀😀😀😀****",
        "😀😀,**"
    })
    void showsAMask(String value, String mask) {
        set("X", value);

        Answer list = server.get(PATH);

        assertThat(list.items()).hasSize(1);
        assertThat(list.items().getFirst().members().keySet())
                .containsExactly("created_at", "key", "preview", "updated_at");
        assertThat(list.items().getFirst().text("preview")).contains(mask);
    }

    @Test
    void isLiveAtOnceAndReplaced() {
        int first = set("X", "one").status();
        int second = set("X", "two").status();

        assertThat(first).isEqualTo(204);
        assertThat(second).isEqualTo(204);
        assertThat(server.variables.env()).containsOnly(Map.entry("X", "two"));
        assertThat(server.eventTypes())
                .containsExactly("script_variable.upserted", "script_variable.upserted");
    }

    @Test
    void deletesOnce() {
        set("X", "one");

        Answer first = server.delete(PATH + "/X");
        Answer second = server.delete(PATH + "/X");

        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.error()).isEqualTo("script variable 'X' not found");
        assertThat(server.variables.env()).isEmpty();
    }

    @Test
    void logsNoValue() {
        set("X", "secretvalue");

        assertThat(server.events().toString()).contains("X").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"X\"}",
                "{\"key\":7,\"value\":\"x\"}",
                "{\"key\":\"\",\"value\":\"x\"}",
                "{\"key\":\"X\",\"value\":{\"a\":1}}",
                "{\"key\":\"a b\",\"value\":\"x\"}"
            })
    void refusesBodiesThatAreNone(String body) {
        assertThat(server.post(PATH, body).status()).isEqualTo(400);
        assertThat(server.variables.env()).isEmpty();
    }

    @Test
    void boundsValuesAndHowManyThereAre() {
        AppViewLimits.Administration limits = AppViewLimits.STANDARD.administration();
        for (int i = 2; i < limits.settingsMax(); i++) {
            server.variables.set("k" + i, "x");
        }

        assertThat(set("big", "v".repeat(limits.valueBytes())).status()).isEqualTo(204);
        assertThat(set("big", "v".repeat(limits.valueBytes() + 1)).status()).isEqualTo(413);
        assertThat(set("last", "x").status()).isEqualTo(204);
        assertThat(set("over", "x").status()).isEqualTo(409);
        assertThat(server.variables.env()).hasSize(limits.settingsMax());
    }
}
