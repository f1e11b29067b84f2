package chancery.appview.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.Permission;
import chancery.appview.access.User;
import chancery.appview.event.AppEvent;
import chancery.appview.json.Json;
import chancery.appview.setting.Logo;
import chancery.appview.truth.Place;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The rows of users, keys, settings, domains and events, as docs/formats/appview.md has them.
final class AdministrationFormatTest {
    private static final Did ALICE = Did.parse("did:web:alice.example.com");

    private final AdminServer server = new AdminServer(List.of());

    @AfterEach
    void close() {
        server.close();
    }

    private static String row(Place place, String name) {
        byte[] kept = place.store().get(place.partition().key(place.space(), name)).orElseThrow();
        return new String(DagJson.write((Value.Map) DagCbor.decode(kept)), StandardCharsets.UTF_8);
    }

    private String registry(String name) {
        return row(Place.registry(server.store), name);
    }

    @Test
    void usersAndTheirKeys() {
        User user = server.users.add(ALICE, User.Rank.ORDINARY, EnumSet.of(Permission.STATS_READ));
        String key = server.keys.make(user.id(), "ci", Set.of(Permission.STATS_READ)).key().id();
        server.keys.revoke(user.id(), key);
        String hash = server.keys.of(user.id()).getFirst().hash();
        String prefix = server.keys.of(user.id()).getFirst().prefix();

        assertThat(registry("user/" + user.id()))
                .isEqualTo(
                        "{\"id\":\""
                                + user.id()
                                + "\",\"did\":\"did:web:alice.example.com\",\"super\":false,"
                                + "\"created\":1779185472123456,"
                                + "\"permissions\":[\"stats:read\"]}");
        assertThat(registry("user-did/" + ALICE)).isEqualTo("{\"id\":\"" + user.id() + "\"}");
        assertThat(registry("api-key/" + key))
                .isEqualTo(
                        "{\"id\":\""
                                + key
                                + "\",\"hash\":\""
                                + hash
                                + "\",\"name\":\"ci\",\"user\":\""
                                + user.id()
                                + "\",\"prefix\":\""
                                + prefix
                                + "\",\"created\":1779185472123456,"
                                + "\"revoked\":1779185472123456,"
                                + "\"permissions\":[\"stats:read\"]}");
        assertThat(registry("api-key-hash/" + hash)).isEqualTo("{\"id\":\"" + key + "\"}");
    }

    @Test
    void theOneTimeToken() {
        server.bootstrap.token();

        assertThat(registry("bootstrap/token")).startsWith("{\"hash\":\"").hasSize(75);
    }

    @Test
    void settingsDomainsAndTheLogo() {
        server.settings.set("tos_uri", "https://example.com");
        String domain = server.domains.primary().id();
        server.logo.put(new Logo.Picture("image/png", Value.Bytes.of(new byte[] {1, 2, 3})));

        assertThat(registry("setting/tos_uri"))
                .isEqualTo("{\"value\":\"https://example.com\",\"updated\":1779185472123456}");
        assertThat(registry("domain/" + domain))
                .isEqualTo(
                        "{\"id\":\""
                                + domain
                                + "\",\"url\":\"http://localhost:1234\","
                                + "\"created\":1779185472123456,\"primary\":true,"
                                + "\"updated\":1779185472123456}");
        assertThat(registry("logo/current"))
                .isEqualTo("{\"type\":\"image/png\",\"bytes\":{\"$bytes\":\"AQID\"}}");
    }

    @Test
    void eventsUnderTheirMoments() {
        server.log.add(
                AppEvent.info(
                                "lexicon.created",
                                "com.example.a",
                                Json.Members.builder().put("revision", 1).build())
                        .by(ALICE.value()));
        server.log.flush();

        assertThat(row(Place.events(server.store), "event/00065228e60e3240"))
                .isEqualTo(
                        "{\"id\":\"00065228e60e3240\",\"type\":\"lexicon.created\","
                                + "\"actor\":\"did:web:alice.example.com\","
                                + "\"detail\":\"{\\\"revision\\\":1}\","
                                + "\"created\":1779185472123456,\"subject\":\"com.example.a\","
                                + "\"severity\":\"info\"}");
    }
}
