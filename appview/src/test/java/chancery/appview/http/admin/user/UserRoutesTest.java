package chancery.appview.http.admin.user;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.Permission;
import chancery.appview.access.Template;
import chancery.appview.access.User;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

/// Users, permissions and templates over HTTP.
final class UserRoutesTest {
    private static final String ALICE = "did:web:alice.example.com";
    private static final String PATH = "/admin/users";

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private String create(String did, String more) {
        Answer answer = server.post(PATH, "{\"did\":\"" + did + "\"" + more + "}");
        return answer.object().text("id").orElseThrow();
    }

    private User user(String did) {
        return server.users.find(Did.parse(did)).orElseThrow();
    }

    private String operatorId() {
        return server.users.find(AdminServer.OPERATOR).orElseThrow().id();
    }

    @Test
    @DisplayName("#16 create answers 201 with id and did")
    void createsUser() {
        Answer answer = server.post(PATH, "{\"did\":\"" + ALICE + "\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.object().members().keySet()).containsExactly("did", "id");
        assertThat(user(ALICE).permissions()).isEqualTo(Template.VIEWER.permissions());
        assertThat(server.eventTypes()).containsExactly("user.created");
    }

    @Test
    @DisplayName("#17 the new user can come in")
    void admitsNewUser() {
        String id = create(ALICE, "");
        String key = server.keys.make(id, "k", Set.of(Permission.LEXICONS_READ)).secret();

        assertThat(server.send("GET", "/admin/lexicons", key, "").status()).isEqualTo(200);
        assertThat(server.send("POST", "/admin/lexicons", key, "{}").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("#18 the list shows DIDs, and nothing of keys")
    void listsUsers() {
        create(ALICE, "");

        Answer answer = server.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.items())
                .extracting(item -> item.text("did").orElse(""))
                .containsExactlyInAnyOrder(AdminServer.OPERATOR.value(), ALICE);
        assertThat(answer.items())
                .allSatisfy(
                        item ->
                                assertThat(item.members().keySet())
                                        .containsExactly(
                                                "created_at",
                                                "did",
                                                "id",
                                                "is_super",
                                                "last_used_at",
                                                "permissions"));
    }

    @Test
    @DisplayName("#19 delete answers 204 and ends the user's keys")
    void deletesUser() {
        String id = create(ALICE, "");
        String key = server.keys.make(id, "k", Set.of(Permission.LEXICONS_READ)).secret();

        Answer answer = server.delete(PATH + "/" + id);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(server.send("GET", "/admin/lexicons", key, "").status()).isEqualTo(401);
        assertThat(server.keys.of(id)).allMatch(k -> k.revokedAt().isPresent());
        assertThat(server.get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("#20 an unknown user is not found")
    void doesNotFindUnknown() {
        assertThat(server.delete(PATH + "/nobody").status()).isEqualTo(404);
        assertThat(server.get(PATH + "/nobody").error()).isEqualTo("user 'nobody' not found");
    }

    @Test
    @DisplayName("#21 the catalogue of permissions and the templates")
    void listsPermissions() {
        Answer answer = server.get("/admin/permissions");
        Answer nobody = server.send("GET", "/admin/permissions", "", "");

        List<Json> permissions = answer.object().items("permissions").orElseThrow();
        List<Json> templates = answer.object().items("templates").orElseThrow();
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(permissions).hasSize(37);
        assertThat(((Json.Members) permissions.getFirst()).members().keySet())
                .containsExactly("category", "description", "key", "name");
        assertThat(templates)
                .extracting(item -> ((Json.Members) item).text("key").orElse(""))
                .containsExactly("viewer", "operator", "manager", "full_access");
        assertThat(((Json.Members) templates.getFirst()).text("label")).contains("Viewer");
    }

    @Test
    @DisplayName("#22 permissions of spaces are there while the flag is on")
    void showsSpacesWithTheFlag() {
        String off = server.get("/admin/permissions").text();
        server.put("/admin/settings/feature.spaces_enabled", "{\"value\":\"true\"}");
        String on = server.get("/admin/permissions").text();
        server.put("/admin/settings/feature.spaces_enabled", "{\"value\":\"false\"}");
        String again = server.get("/admin/permissions").text();

        assertThat(off).doesNotContain("spaces:");
        assertThat(on).contains("\"key\":\"spaces:create\"").contains("\"spaces:create\",");
        assertThat(again).doesNotContain("spaces:");
    }

    @Test
    void grantsTemplatesAndExplicitLists() {
        create(ALICE, ",\"template\":\"operator\"");
        create(
                "did:web:bob.example.com",
                ",\"template\":\"operator\",\"permissions\":[\"stats:read\"]");

        assertThat(user(ALICE).permissions()).isEqualTo(Template.OPERATOR.permissions());
        assertThat(user("did:web:bob.example.com").permissions())
                .containsExactly(Permission.STATS_READ);
    }

    @Test
    void refusesASecondUserOfOneDid() {
        create(ALICE, "");

        Answer answer = server.post(PATH, "{\"did\":\"" + ALICE + "\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(server.users.all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"did\":\"alice\"}",
                "{\"did\":7}",
                "{\"did\":\"did:web:a.example.com\",\"template\":\"king\"}",
                "{\"did\":\"did:web:a.example.com\",\"permissions\":\"stats:read\"}",
                "{\"did\":\"did:web:a.example.com\",\"permissions\":[7]}",
                "{\"did\":\"did:web:a.example.com\",\"permissions\":[\"stats:write\"]}"
            })
    void refusesBodiesThatAreNone(String body) {
        assertThat(server.post(PATH, body).status()).isEqualTo(400);
        assertThat(server.users.all()).hasSize(1);
    }

    @Test
    void grantsNobodyWhatTheGranterLacks() {
        String key = server.keyOf(ALICE, Permission.USERS_CREATE, Permission.STATS_READ);

        Answer over =
                server.send(
                        "POST",
                        PATH,
                        key,
                        "{\"did\":\"did:web:b.example.com\",\"permissions\":[\"events:read\"]}");
        Answer within =
                server.send(
                        "POST",
                        PATH,
                        key,
                        "{\"did\":\"did:web:b.example.com\",\"permissions\":[\"stats:read\"]}");

        assertThat(over.status()).isEqualTo(403);
        assertThat(over.error()).isEqualTo("Cannot grant permission you don't have: events:read");
        assertThat(within.status()).isEqualTo(201);
    }

    @Test
    void changesPermissions() {
        String id = create(ALICE, ",\"permissions\":[\"stats:read\"]");

        Answer answer =
                server.patch(
                        PATH + "/" + id + "/permissions",
                        "{\"grant\":[\"events:read\"],\"revoke\":[\"stats:read\"]}");
        Answer unknown = server.patch(PATH + "/" + id + "/permissions", "{\"grant\":[\"a:b\"]}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(user(ALICE).permissions()).containsExactly(Permission.EVENTS_READ);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.error()).isEqualTo("Unrecognized permission: a:b");
        assertThat(server.eventTypes()).startsWith("user.permissions_updated");
    }

    @Test
    void keepsHandsOffOneselfAndSuperUsers() {
        String key =
                server.keyOf(
                        ALICE,
                        Permission.USERS_UPDATE,
                        Permission.USERS_DELETE,
                        Permission.STATS_READ);
        String self = PATH + "/" + user(ALICE).id();
        String operator = PATH + "/" + operatorId();

        Answer change = server.send("PATCH", self + "/permissions", key, "{}");
        Answer delete = server.send("DELETE", self, key, "");
        Answer changeSuper = server.send("PATCH", operator + "/permissions", key, "{}");
        Answer deleteSuper = server.send("DELETE", operator, key, "");

        assertThat(change.error()).isEqualTo("Cannot modify your own permissions");
        assertThat(delete.error()).isEqualTo("Cannot delete yourself");
        assertThat(List.of(change.status(), delete.status())).containsOnly(403);
        assertThat(List.of(changeSuper.status(), deleteSuper.status())).containsOnly(403);
        assertThat(server.users.all()).hasSize(2);
    }

    @Test
    void handsTheHighestRankOn() {
        String id = create(ALICE, "");
        String body = "{\"target_user_id\":\"" + id + "\"}";
        String narrow = server.keys.make(operatorId(), "k", Set.of(Permission.values())).secret();

        Answer byKey = server.send("POST", PATH + "/transfer-super", narrow, body);
        Answer unknown = server.post(PATH + "/transfer-super", "{\"target_user_id\":\"nobody\"}");
        Answer done = server.post(PATH + "/transfer-super", body);
        Answer again = server.post(PATH + "/transfer-super", body);

        assertThat(byKey.status()).isEqualTo(403);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(done.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(403);
        assertThat(user(ALICE).rank()).isEqualTo(User.Rank.SUPER);
        assertThat(server.users.find(AdminServer.OPERATOR).orElseThrow().rank())
                .isEqualTo(User.Rank.ORDINARY);
    }

    @Test
    void tellsEverybodyWhoTheyAre() {
        String key = server.keyOf(ALICE, Permission.STATS_READ);

        Answer answer = server.send("GET", PATH + "/me", key, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.object().text("did")).contains(ALICE);
        assertThat(answer.object().find("permissions")).contains(Json.texts(List.of("stats:read")));
        assertThat(answer.object().flag("is_super")).contains(false);
    }
}
