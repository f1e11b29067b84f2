package chancery.appview.http.admin.labeler;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.Events;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.kit.Heard;
import chancery.appview.kit.LabelerDouble;
import chancery.appview.label.LabelScripts;
import chancery.appview.label.Labelers;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.store.table.Query;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedWebsockets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Labelers over HTTP.
@Timeout(120)
final class LabelerRoutesTest {
    private static final String PATH = "/admin/labelers";
    private static final String DID = "did:plc:labeler";

    private final LabelerDouble labeler = new LabelerDouble(DID);
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final MemoryTables tables = new MemoryTables(IndexSchema.SCHEMA);
    private final Heard events = new Heard();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-19T10:11:12.123456Z"));
    private final GuardedWebsockets sockets =
            new GuardedWebsockets(
                    _ -> List.of(),
                    Set.of(labeler.place()),
                    WebLimits.Egress.STANDARD,
                    System::nanoTime);
    private final Labelers labelers =
            new Labelers(
                    store,
                    tables,
                    new Labelers.Network(
                            sockets,
                            _ -> Optional.of(labeler.document()),
                            LabelScripts.NONE,
                            System::nanoTime),
                    events,
                    now::get,
                    AppViewLimits.Network.STANDARD);
    private final AdminServer server =
            new AdminServer(new LabelerRoutes(labelers, (Events) events).routes(), List.of());

    @AfterEach
    void close() {
        server.close();
        labelers.close();
        sockets.close();
        labeler.close();
        tables.close();
        store.close();
    }

    private Answer add(String did) {
        return server.post(PATH, Json.Members.builder().put("did", did).build().write());
    }

    private Answer pause(String did) {
        return server.patch(PATH + "/" + did, "{\"status\":\"paused\"}");
    }

    private List<Json.Members> list() {
        return server.get(PATH).items();
    }

    @Test
    @DisplayName("#85 add answers 201; after a pause it reactivates the one row")
    void addsAndReactivates() {
        Answer first = add(DID);
        pause(DID);
        String paused = list().getFirst().text("status").orElseThrow();
        now.set(now.get().plusSeconds(1));
        Answer second = add(DID);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text()).isEmpty();
        assertThat(paused).isEqualTo("paused");
        assertThat(second.status()).isEqualTo(201);
        assertThat(list())
                .containsExactly(
                        Json.Members.builder()
                                .put("did", DID)
                                .put("status", "active")
                                .put("cursor", 0)
                                .put("created_at", "2026-05-19T10:11:12.123456Z")
                                .put("updated_at", "2026-05-19T10:11:13.123456Z")
                                .build());
    }

    @Test
    @DisplayName("#86 the list is empty at first, and in the order of creation then")
    void listsTheOldestFirst() {
        List<Json.Members> before = list();
        for (String did : List.of("did:plc:zoe", "did:plc:ann", "did:web:labels.example.com")) {
            add(did);
            now.set(now.get().plusSeconds(1));
        }

        assertThat(before).isEmpty();
        assertThat(list())
                .extracting(item -> item.text("did").orElseThrow())
                .containsExactly("did:plc:zoe", "did:plc:ann", "did:web:labels.example.com");
    }

    @Test
    @DisplayName("#87 a pause answers 204, of an unknown one 404")
    void pauses() {
        add(DID);

        Answer known = pause(DID);
        Answer unknown = pause("did:plc:nobody");

        assertThat(known.status()).isEqualTo(204);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.error()).isEqualTo("labeler 'did:plc:nobody' not found");
    }

    @Test
    @DisplayName("#88 a deletion answers 204, then 404, and removes the labels of that labeler")
    void deletesWithItsLabels() throws InterruptedException {
        add(DID);
        labeler.send(1, labeler.label("did:plc:alice", "spam"));
        while (tables.list(Query.of("labels", 1)).rows().isEmpty()) {
            labelers.turn();
        }

        Answer first = server.delete(PATH + "/" + DID);
        Answer second = server.delete(PATH + "/" + DID);

        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(404);
        assertThat(tables.list(Query.of("labels", 1)).rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/labelers",
        "POST,/admin/labelers",
        "PATCH,/admin/labelers/did:plc:labeler",
        "DELETE,/admin/labelers/did:plc:labeler"
    })
    @DisplayName("#89 anonymous requests answer 401")
    void refusesAnonymousRequests(String verb, String path) {
        assertThat(server.send(verb, path, "", "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"did\":7}", "{\"did\":\"nobody\"}", "[]", ""})
    void refusesBodiesThatAreNone(String body) {
        assertThat(server.send("POST", PATH, AdminServer.TOKEN, body).status()).isBetween(400, 415);
        assertThat(labelers.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"64,204", "65,400", "0,400"})
    void boundsTheStatus(int length, int status) {
        add(DID);

        Answer answer =
                server.patch(
                        PATH + "/" + DID,
                        Json.Members.builder().put("status", "s".repeat(length)).build().write());

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void tellsTheLog() {
        add(DID);
        pause(DID);
        server.delete(PATH + "/" + DID);

        assertThat(events.types())
                .containsExactly("labeler.added", "labeler.updated", "labeler.deleted");
        assertThat(events.all())
                .allMatch(event -> event.subject().equals(Optional.of(Did.parse(DID).value())))
                .allMatch(event -> event.actor().isPresent());
    }
}
