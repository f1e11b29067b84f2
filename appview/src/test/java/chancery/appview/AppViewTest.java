package chancery.appview;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// What the parts of the AppView are to each other: what is configured, what begins with it, and
/// what it keeps when it stops.
final class AppViewTest {
    private static final Did AUTHORITY = Did.parse("did:plc:authority");
    private static final Nsid NOTE = Nsid.parse("com.example.note");
    private static final String LEXICON =
            """
            {"lexicon": 1, "id": "com.example.note", "description": "%s",
             "defs": {"main": {"type": "record", "key": "any",
                               "record": {"type": "object", "properties": {}}}}}
            """;

    private final MemoryStore store = new MemoryStore(System::nanoTime);

    private AppViewKit production(Map<String, String> fallbacks) {
        return new AppViewKit(store, AppViewLimits.STANDARD, fallbacks);
    }

    private AppViewKit development() {
        return AppViewKit.development(store, AppViewLimits.STANDARD);
    }

    @Test
    void showsTheRateLimitsThatAreConfigured() {
        try (AppViewKit kit = production(Map.of())) {
            assertThat(kit.get("/config").text())
                    .contains(
                            "\"default_rate_limit_capacity\":70,"
                                    + "\"default_rate_limit_refill_rate\":0.5");
        }
    }

    @Test
    void showsThemInDevelopmentWhichLimitsNobodyAsWell() {
        try (AppViewKit kit = development()) {
            assertThat(kit.get("/config").text())
                    .contains(
                            "\"default_rate_limit_capacity\":70,"
                                    + "\"default_rate_limit_refill_rate\":0.5");
        }
    }

    @Test
    void fallsBackToWhatIsConfigured() {
        Map<String, String> fallbacks =
                Map.of("app_name", "Configured", "logo_uri", "https://e.example/logo.png");
        try (AppViewKit kit = production(fallbacks)) {
            assertThat(kit.get("/config").text())
                    .contains("\"app_name\":\"Configured\"")
                    .contains("\"logo_url\":\"https://e.example/logo.png\"");
            assertThat(kit.get("/oauth-client-metadata.json").text())
                    .contains("\"client_name\":\"Configured\"");
        }
    }

    @Test
    void readsLexiconsOfTheNetworkAgainWhenItStarts() throws Exception {
        try (AppViewKit kit = production(Map.of())) {
            kit.registerPublished(AUTHORITY, LEXICON.formatted("old"));
            kit.texts.put("_lexicon.example.com", List.of("did=" + AUTHORITY));
            kit.host.putSilently(
                    AUTHORITY,
                    "com.atproto.lexicon.schema/com.example.note",
                    LEXICON.formatted("new"));

            kit.started();

            AppViewKit.until(
                    () -> kit.registry.snapshot().find(NOTE).orElseThrow().entry().revision() == 2);
            assertThat(kit.registry.snapshot().find(NOTE).orElseThrow().entry().document())
                    .asString()
                    .contains("new");
            assertThat(kit.broken).hasNullValue();
        }
    }

    @Test
    void startsAlthoughALexiconOfTheNetworkCannotBeHad() throws Exception {
        try (AppViewKit kit = development()) {
            kit.registerPublished(AUTHORITY, LEXICON.formatted("old"));

            kit.started();

            AppViewKit.until(
                    () ->
                            kit.admin("GET", "/events?event_type=lexicon.refresh_failed", "")
                                    .text()
                                    .contains("no did= TXT record found"));
            assertThat(kit.registry.snapshot().find(NOTE)).isPresent();
            assertThat(kit.broken).hasNullValue();
        }
    }

    @Test
    void isThereWhileALexiconOfTheNetworkIsAwaited() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (AppViewKit kit = production(Map.of())) {
            kit.registerPublished(AUTHORITY, LEXICON.formatted("old"));
            kit.dns =
                    name -> {
                        asked.countDown();
                        awaited(answered);
                        return List.of();
                    };

            kit.started();

            asked.await();
            assertThat(kit.get("/health").text()).isEqualTo("ok");
            answered.countDown();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void keepsWhenAKeyWasUsedWhenItStops() {
        try (AppViewKit kit = development().started()) {
            Json.Members made =
                    (Json.Members)
                            kit.admin(
                                            "POST",
                                            "/api-keys",
                                            "{\"name\":\"k\",\"permissions\":[\"api-keys:read\"]}")
                                    .json();
            String secret = made.text("key").orElseThrow();
            assertThat(kit.get("/admin/api-keys", "authorization", "Bearer " + secret).status())
                    .isEqualTo(200);
        }

        try (AppViewKit again = development()) {
            assertThat(again.admin("GET", "/api-keys", "").text())
                    .contains("\"last_used_at\":\"20");
            assertThat(again.admin("GET", "/events?event_type=api_key.created", "").text())
                    .contains("\"event_type\":\"api_key.created\"");
        }
    }
}
