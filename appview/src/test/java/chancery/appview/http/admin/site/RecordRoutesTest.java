package chancery.appview.http.admin.site;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.access.Permission;
import chancery.appview.http.admin.AdminServer;
import chancery.appview.http.admin.AdminServer.Answer;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.store.table.TableBatch;
import chancery.store.table.value.Cell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Indexed records and their counts over HTTP.
final class RecordRoutesTest {
    private static final String NOTE = "com.example.note";
    private static final String DID = "did:web:alice.example.com";
    private static final String LIST = "/admin/records?collection=" + NOTE;

    private final AdminServer server = new AdminServer();

    @AfterEach
    void close() {
        server.close();
    }

    private void register(String id) {
        server.registry.put(
                JsonText.parseObject(
                        "{\"lexicon\":1,\"id\":\""
                                + id
                                + "\",\"defs\":{\"main\":{\"type\":\"record\",\"key\":\"any\","
                                + "\"record\":{\"type\":\"object\",\"properties\":{}}}}}"),
                Options.NONE,
                Origin.MANUAL);
    }

    private String index(int number) {
        return server.index(DID, NOTE, "00000" + number, "{\"n\":" + number + "}");
    }

    private void label(String uri, String val, Cell exp) {
        server.tables.apply(
                new TableBatch()
                        .upsert(
                                "labels",
                                Cell.of("did:web:labeler.example.com"),
                                Cell.of(uri),
                                Cell.of(val),
                                Cell.of("2026-05-01T00:00:00.000000+00:00"),
                                exp));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("#33 an empty index counts nothing")
    void countsNothing() {
        assertThat(server.get("/admin/stats").text())
                .isEqualTo("{\"collections\":[],\"total_records\":0}");
    }

    @Test
    @DisplayName("#34 a record of a registered collection counts in both")
    void countsRecords() {
        register(NOTE);
        register("com.example.empty");
        index(1);
        server.index(DID, "com.example.unregistered", "000001", "{}");

        assertThat(server.get("/admin/stats").text())
                .isEqualTo(
                        "{\"collections\":[{\"collection\":\"com.example.empty\",\"count\":0},"
                                + "{\"collection\":\"com.example.note\",\"count\":1}],"
                                + "\"total_records\":2}");
    }

    @Test
    void showsARecordWithItsLabels() {
        String uri =
                server.index(
                        DID,
                        NOTE,
                        "000001",
                        "{\"labels\":{\"values\":[{\"val\":\"self\"},7]},\"text\":\"hi\"}");
        label(uri, "kept", Cell.none());
        label(uri, "later", Cell.of("2026-06-01T00:00:00.000000+00:00"));
        label(uri, "over", Cell.of("2026-05-19T10:11:12.123456+00:00"));

        Json.Members record = records(server.get(LIST)).getFirst();

        assertThat(record.members().keySet())
                .containsExactly(
                        "cid",
                        "collection",
                        "did",
                        "indexed_at",
                        "labels",
                        "record",
                        "rkey",
                        "uri");
        assertThat(record.object("record").orElseThrow().text("text")).contains("hi");
        assertThat(record.items("labels").orElseThrow())
                .extracting(item -> ((Json.Members) item).text("val").orElse(""))
                .containsExactly("kept", "later", "self");
        assertThat(((Json.Members) record.items("labels").orElseThrow().getLast()))
                .isEqualTo(
                        JsonText.parseObject(
                                "{\"src\":\"" + DID + "\",\"val\":\"self\",\"cts\":\"\"}"));
    }

    private static List<Json.Members> records(Answer answer) {
        return answer.object().items("records").orElseThrow().stream()
                .map(Json.Members.class::cast)
                .toList();
    }

    @Test
    void pagesThroughAllNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            index(i);
        }
        List<String> seen = new ArrayList<>();

        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            String more = cursor.get().isEmpty() ? "" : "&cursor=" + cursor.get();
            Answer page = server.get(LIST + "&limit=2" + more);
            records(page).forEach(record -> seen.add(record.text("rkey").orElse("")));
            cursor = page.object().text("cursor");
        }

        assertThat(seen).containsExactly("000005", "000004", "000003", "000002", "000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/records",
                "/admin/records?collection=",
                LIST + "&limit=x",
                LIST + "&cursor=x",
                LIST + "&cursor=%ff",
                LIST + "&cursor=////"
            })
    void refusesQuestionsThatAreNone(String path) {
        assertThat(server.get(path).status()).isEqualTo(400);
    }

    @Test
    void holdsTheLimitBetweenItsBounds() {
        for (int i = 1; i <= 3; i++) {
            index(i);
        }

        assertThat(records(server.get(LIST + "&limit=0"))).hasSize(1);
        assertThat(records(server.get(LIST + "&limit=99999999999999"))).hasSize(3);
    }

    @Test
    void takesOneRecordOutOfTheIndex() {
        String uri = index(1);
        String path = "/admin/records?uri=" + encoded(uri);

        Answer first = server.delete(path);
        Answer second = server.delete(path);
        Answer none = server.delete("/admin/records");

        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.error()).isEqualTo("record not found");
        assertThat(none.status()).isEqualTo(400);
    }

    @Test
    void takesACollectionOutOfTheIndex() {
        for (int i = 1; i <= 3; i++) {
            index(i);
        }
        server.index(DID, "com.example.other", "000001", "{}");

        Answer deleted = server.delete("/admin/records/collection?collection=" + NOTE);

        assertThat(deleted.text()).isEqualTo("{\"deleted\":3}");
        assertThat(records(server.get(LIST))).isEmpty();
        assertThat(records(server.get("/admin/records?collection=com.example.other"))).hasSize(1);
    }

    @Test
    void asksForBothPermissionsToEmptyACollection() {
        String one = server.keyOf(DID, Permission.RECORDS_DELETE);
        String other = server.keyOf("did:web:b.example.com", Permission.RECORDS_DELETE_COLLECTION);
        String path = "/admin/records/collection?collection=" + NOTE;

        assertThat(server.send("DELETE", path, one, "").status()).isEqualTo(403);
        assertThat(server.send("DELETE", path, other, "").status()).isEqualTo(403);
    }
}
