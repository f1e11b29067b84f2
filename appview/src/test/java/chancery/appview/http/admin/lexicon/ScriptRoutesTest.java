package chancery.appview.http.admin.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.Permission;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripts that hang on triggers, over HTTP.
final class ScriptRoutesTest {
    private static final String ID = "record.create:com.example.note";
    private static final String SOURCE = "function handle() return nil end";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer put(String id, String source, String description) {
        Json.Members body =
                Json.Members.builder()
                        .put("id", id)
                        .put("script", source)
                        .put("description", description)
                        .build();
        return server.post("/admin/scripts", body.write());
    }

    @Test
    void answersFirstWith201AndLaterWith200() {
        Answer first = put(ID, SOURCE, "one");
        Answer second = put(ID, SOURCE, "two");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.object().text("description")).contains("two");
        assertThat(server.eventTypes()).containsExactly("script.updated", "script.created");
    }

    @Test
    void listsAllOrThoseOfOneSuffix() {
        put(ID, SOURCE, "a");
        put("record.delete:com.example.note", SOURCE, "b");
        put("job.run:nightly", SOURCE, "c");

        assertThat(server.get("/admin/scripts").items()).hasSize(3);
        assertThat(server.get("/admin/scripts?suffix=com.example.note").items())
                .extracting(item -> item.text("id").orElse(""))
                .containsExactly(ID, "record.delete:com.example.note");
    }

    @Test
    void getsOneByItsEncodedId() {
        put(ID, SOURCE, "one");

        Answer answer = server.get("/admin/scripts/record.create%3Acom.example.note");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.object().members().keySet())
                .containsExactly("created_at", "description", "id", "script", "updated_at");
        assertThat(answer.object().text("script")).contains(SOURCE);
    }

    @Test
    void changesOnlyWhatIsNamed() {
        put(ID, SOURCE, "one");

        Answer source =
                server.patch("/admin/scripts/" + ID, "{\"script\":\"function handle() end\"}");
        Answer none = server.patch("/admin/scripts/" + ID, "{\"description\":null}");

        assertThat(source.status()).isEqualTo(200);
        assertThat(source.object().text("description")).contains("one");
        assertThat(none.object().find("description")).contains(Json.Null.NULL);
        assertThat(none.object().text("script")).contains("function handle() end");
    }

    @Test
    void deletesOnce() {
        put(ID, SOURCE, "one");

        assertThat(server.delete("/admin/scripts/" + ID).status()).isEqualTo(204);
        assertThat(server.delete("/admin/scripts/" + ID).status()).isEqualTo(404);
        assertThat(server.get("/admin/scripts/" + ID).error())
                .isEqualTo("script '" + ID + "' not found");
        assertThat(server.patch("/admin/scripts/" + ID, "{}").status()).isEqualTo(404);
        assertThat(server.registry.snapshot().scripts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "record.index", "record.index:", "x:com.example.a", "job.run:A b"})
    void refusesIdsThatAreNone(String id) {
        Answer answer = put(id, SOURCE, "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).startsWith("invalid script id: ");
        assertThat(server.registry.snapshot().scripts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"job.run:a\"}",
                "{\"id\":\"job.run:a\",\"script\":null}",
                "{\"id\":\"job.run:a\",\"script\":{}}",
                "{\"id\":\"job.run:a\",\"script\":\"\"}",
                "{\"id\":\"job.run:a\",\"script\":\"function handle(\"}",
                "{\"id\":[\"job.run:a\"],\"script\":\"function handle() end\"}"
            })
    void refusesScriptsThatAreNone(String body) {
        Answer answer = server.post("/admin/scripts", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(server.registry.snapshot().scripts()).isEmpty();
    }

    @Test
    void boundsDescriptionsInCharacters() {
        int max = AppViewLimits.STANDARD.administration().descriptionUnits();

        assertThat(put(ID, SOURCE, "😀".repeat(max)).status()).isEqualTo(201);
        assertThat(put(ID, SOURCE, "a".repeat(max + 1)).status()).isEqualTo(400);
        assertThat(server.get("/admin/scripts/" + ID).object().text("description"))
                .contains("😀".repeat(max));
    }

    @Test
    void asksForPermissions() {
        String reader = server.keyOf("did:web:reader.example.com", Permission.SCRIPTS_READ);

        assertThat(server.send("GET", "/admin/scripts", reader, "").status()).isEqualTo(200);
        assertThat(server.send("POST", "/admin/scripts", reader, "{}").status()).isEqualTo(403);
        assertThat(server.send("GET", "/admin/scripts", "", "").status()).isEqualTo(401);
    }
}
