package chancery.appview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.kit.SearchEngineDouble;
import chancery.appview.kit.SearchEngineDouble.Asked;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The example hooks that keep a search engine in step, from a write to the engine and the index.
final class SearchEnginesTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final String PATH = "com.example.note/one";
    private static final String URI = "at://" + ALICE + "/" + PATH;

    private final SearchEngineDouble engine = new SearchEngineDouble();
    private final AppViewKit kit =
            AppViewKit.development(
                            new MemoryStore(System::nanoTime),
                            AppViewLimits.STANDARD.with(
                                    AppViewLimits.Indexing.STANDARD.withPause(
                                            Duration.ofMillis(1))))
                    .started();

    @AfterEach
    void close() {
        kit.close();
        engine.close();
    }

    private void hook(String example) throws InterruptedException {
        kit.fetch = engine;
        variable("ALGOLIA_KEY", "algolia-key");
        variable("MEILISEARCH_URL", "http://search.example.com");
        variable("MEILISEARCH_API_KEY", "meili-key");
        Json.Members upload =
                Json.Members.builder()
                        .put(
                                "lexicon_json",
                                JsonText.parseObject(
                                        """
                                        {"lexicon":1,"id":"com.example.note","defs":{"main":
                                         {"type":"record","key":"any","record":
                                          {"type":"object","properties":{}}}}}
                                        """))
                        .put("index_hook", source(example))
                        .build();
        assertThat(kit.admin("POST", "/lexicons", upload.write()).status()).isEqualTo(201);
        AppViewKit.until(() -> kit.filled("com.example.note"));
    }

    private void variable(String key, String value) {
        String body = "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}";
        assertThat(kit.admin("POST", "/script-variables", body).status()).isEqualTo(204);
    }

    private static String source(String example) {
        try (InputStream in =
                SearchEnginesTest.class.getResourceAsStream("/scripts/" + example + ".lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String records() {
        return kit.admin("GET", "/records?collection=com.example.note", "").text();
    }

    private void asked(int count) throws InterruptedException {
        AppViewKit.until(() -> engine.asked.size() >= count);
    }

    private static Json json(String text) {
        return JsonText.parse(text);
    }

    @Test
    @DisplayName("11.14 a hook puts records into a search engine and takes them out")
    void keepsOneEngineInStep() throws Exception {
        hook("algolia-sync");

        kit.host.put(ALICE, PATH, "{\"text\":\"one\"}");
        asked(1);
        AppViewKit.until(() -> records().contains("\"text\":\"one\""));
        kit.host.put(ALICE, PATH, "{\"text\":\"two\"}");
        asked(2);
        AppViewKit.until(() -> records().contains("\"text\":\"two\""));
        kit.host.delete(ALICE, PATH);
        asked(3);
        AppViewKit.until(() -> !records().contains(URI));

        assertThat(engine.asked)
                .extracting(Asked::method, Asked::host, Asked::target)
                .containsExactly(
                        tuple("PUT", "APP.algolia.net", "/1/indexes/records/" + URI),
                        tuple("PUT", "APP.algolia.net", "/1/indexes/records/" + URI),
                        tuple("DELETE", "APP.algolia.net", "/1/indexes/records/" + URI));
        assertThat(engine.asked)
                .allSatisfy(
                        asked ->
                                assertThat(asked.headers())
                                        .containsEntry("x-algolia-application-id", "APP")
                                        .containsEntry("x-algolia-api-key", "algolia-key"));
        assertThat(json(engine.asked.getFirst().body()))
                .isEqualTo(
                        json(
                                """
                                {"objectID":"%s","collection":"com.example.note","did":"%s",
                                 "record":{"text":"one"}}
                                """
                                        .formatted(URI, ALICE)));
        assertThat(engine.asked.getLast().body()).isEmpty();
    }

    @Test
    @DisplayName("11.15 a hook posts lists of documents to a search engine and takes them out")
    void keepsAnotherEngineInStep() throws Exception {
        hook("meilisearch-sync");

        kit.host.put(ALICE, PATH, "{\"text\":\"one\"}");
        asked(1);
        AppViewKit.until(() -> records().contains("\"text\":\"one\""));
        kit.host.delete(ALICE, PATH);
        asked(2);
        AppViewKit.until(() -> !records().contains(URI));

        Asked post = engine.asked.getFirst();
        assertThat(post.method()).isEqualTo("POST");
        assertThat(post.host()).isEqualTo("search.example.com");
        assertThat(post.target()).isEqualTo("/indexes/records/documents");
        assertThat(post.headers())
                .containsEntry("authorization", "Bearer meili-key")
                .containsEntry("content-type", "application/json");
        assertThat(json(post.body()))
                .isEqualTo(
                        json(
                                """
                                [{"id":"%s","collection":"com.example.note","did":"%s",
                                  "record":{"text":"one"}}]
                                """
                                        .formatted(URI, ALICE)));
        Asked delete = engine.asked.getLast();
        assertThat(delete.method()).isEqualTo("DELETE");
        assertThat(delete.target()).isEqualTo("/indexes/records/documents/" + URI);
    }

    @Test
    void aFailureOfTheEngineIsNotOneOfTheHook() throws Exception {
        hook("meilisearch-sync");
        engine.status = 500;

        kit.host.put(ALICE, PATH, "{\"text\":\"one\"}");
        AppViewKit.until(() -> records().contains("\"text\":\"one\""));

        assertThat(engine.asked).hasSize(1);
        assertThat(letters()).isEqualTo("{\"count\":0}");
    }

    @Test
    void anEngineThatIsAwayMakesADeadLetterAndStillARecord() throws Exception {
        hook("algolia-sync");
        engine.stop();

        kit.host.put(ALICE, PATH, "{\"text\":\"one\"}");
        AppViewKit.until(() -> letters().equals("{\"count\":1}"));
        AppViewKit.until(() -> records().contains("\"text\":\"one\""));

        Json.Members letter = (Json.Members) kit.admin("GET", "/dead-letters", "").json();
        assertThat(letter.write())
                .contains("\"attempts\":4")
                .contains("HTTP request failed")
                .contains("\"uri\":\"" + URI + "\"");
    }

    private String letters() {
        return kit.admin("GET", "/dead-letters/count", "").text();
    }
}
