package chancery.appview.http.admin.user;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.Permission;
import chancery.appview.access.Users;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.data.DagCbor;
import chancery.store.KeyValue;
import chancery.store.Range;
import chancery.store.Reader;
import chancery.store.Scan;
import chancery.store.Space;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// API keys over HTTP.
final class KeyRoutesTest {
    private static final String PATH = "/admin/api-keys";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer create(String name, String permission) {
        return server.post(
                PATH, "{\"name\":\"" + name + "\",\"permissions\":[\"" + permission + "\"]}");
    }

    private static String all(KeyValue store) {
        StringBuilder text = new StringBuilder();
        try (Scan scan =
                store.scan(Range.prefix(Space.META, new byte[0]), Reader.Direction.ASCENDING)) {
            while (scan.next()) {
                text.append(new String(scan.key(), StandardCharsets.ISO_8859_1))
                        .append(DagCbor.decode(scan.value()));
            }
        }
        return text.toString();
    }

    @Test
    void showsTheKeyOnceAndKeepsItsHash() {
        Answer made = create("ci", "lexicons:read");
        Answer list = server.get(PATH);

        String key = made.object().text("key").orElseThrow();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.object().members().keySet())
                .containsExactly("id", "key", "key_prefix", "name", "permissions");
        assertThat(key).startsWith("hv_").hasSize(35);
        assertThat(made.object().text("key_prefix")).contains(key.substring(0, 11));
        assertThat(list.text()).doesNotContain(key);
        assertThat(all(server.store)).contains("api-key").doesNotContain(key);
        assertThat(server.send("GET", "/admin/lexicons", key, "").status()).isEqualTo(200);
    }

    @Test
    void listsOwnKeysNewestFirst() {
        create("one", "lexicons:read");
        server.now.updateAndGet(now -> now.plusSeconds(1));
        create("two", "lexicons:read");
        server.keyOf("did:web:other.example.com", Permission.API_KEYS_READ);

        Answer list = server.get(PATH);

        assertThat(list.items())
                .extracting(item -> item.text("name").orElse(""))
                .containsExactly("two", "one");
        assertThat(list.items().getFirst().members().keySet())
                .containsExactly(
                        "created_at",
                        "id",
                        "key_prefix",
                        "last_used_at",
                        "name",
                        "permissions",
                        "revoked_at");
    }

    @Test
    void revokesSoftly() {
        Answer made = create("ci", "lexicons:read");
        String id = made.object().text("id").orElseThrow();

        Answer revoked = server.delete(PATH + "/" + id);
        Answer unknown = server.delete(PATH + "/nothing");
        Answer use =
                server.send("GET", "/admin/lexicons", made.object().text("key").orElseThrow(), "");

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(use.status()).isEqualTo(401);
        assertThat(server.get(PATH).items().getFirst().find("revoked_at"))
                .hasValueSatisfying(at -> assertThat(at).isNotEqualTo(Json.Null.NULL));
        assertThat(server.eventTypes()).containsExactly("api_key.revoked", "api_key.created");
    }

    @Test
    void leavesTheKeysOfOthersAlone() {
        String id = create("ci", "lexicons:read").object().text("id").orElseThrow();
        String key = server.keyOf("did:web:other.example.com", Permission.API_KEYS_DELETE);

        assertThat(server.send("DELETE", PATH + "/" + id, key, "").status()).isEqualTo(404);
        assertThat(server.get(PATH).items().getFirst().find("revoked_at")).contains(Json.Null.NULL);
    }

    @Test
    void grantsNoKeyWhatItsMakerLacks() {
        String key = server.keyOf("did:web:other.example.com", Permission.API_KEYS_CREATE);

        Answer answer =
                server.send("POST", PATH, key, "{\"name\":\"x\",\"permissions\":[\"stats:read\"]}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error())
                .isEqualTo("Cannot grant API key permission you don't have: stats:read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":7}",
                "{\"name\":\"x\",\"permissions\":[\"x\"]}",
                "{\"name\":\"x\",\"permissions\":{}}"
            })
    void refusesBodiesThatAreNone(String body) {
        assertThat(server.post(PATH, body).status()).isEqualTo(400);
        assertThat(server.get(PATH).items()).isEmpty();
    }

    @Test
    void boundsNamesAndHowManyThereAre() {
        AppViewLimits.Administration limits = AppViewLimits.STANDARD.administration();
        Users users = server.users;
        String user = users.find(AdminServer.OPERATOR).orElseThrow().id();
        for (int i = 1; i < limits.keysMax(); i++) {
            server.keys.make(user, "k" + i, Set.of());
        }

        int longName = create("n".repeat(limits.nameUnits() + 1), "stats:read").status();
        Answer last = create("n".repeat(limits.nameUnits()), "stats:read");
        int over = create("over", "stats:read").status();
        server.delete(PATH + "/" + last.object().text("id").orElseThrow());
        int again = create("again", "stats:read").status();

        assertThat(List.of(longName, last.status(), over, again))
                .containsExactly(400, 201, 409, 201);
    }
}
