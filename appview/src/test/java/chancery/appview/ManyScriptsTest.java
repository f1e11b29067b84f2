package chancery.appview;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.AppViewKit.Answer;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.net.Fetch;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// More calls of scripts than a small heap has room for: four at one time, of which one is kept for
/// methods that have none.
final class ManyScriptsTest {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final AppViewKit kit =
            AppViewKit.development(
                            new MemoryStore(System::nanoTime), AppViewLimits.STANDARD, 64 << 20)
                    .started();
    private final AtomicInteger parked = new AtomicInteger();
    private final CountDownLatch gone = new CountDownLatch(1);

    @BeforeEach
    void register() {
        query("com.example.quick", "return 7");
        query(
                "com.example.parked",
                "http.get('http://elsewhere.example.com')"
                        + " return json.decode(xrpc.query('com.example.quick').body)");
        kit.fetch =
                _ -> {
                    parked.incrementAndGet();
                    await();
                    return new Fetch.Answer(200, Map.of(), new byte[0]);
                };
    }

    @AfterEach
    void close() {
        gone.countDown();
        kit.close();
    }

    private void await() {
        try {
            gone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void query(String id, String body) {
        Json.Members upload =
                Json.Members.builder()
                        .put(
                                "lexicon_json",
                                JsonText.parseObject(
                                        "{\"lexicon\":1,\"id\":\""
                                                + id
                                                + "\",\"defs\":{\"main\":{\"type\":\"query\"}}}"))
                        .put("script", "function handle() " + body + " end")
                        .build();
        assertThat(kit.admin("POST", "/lexicons", upload.write()).status()).isEqualTo(201);
    }

    private Answer ask(String method) {
        return kit.get("/xrpc/" + method, "x-client-key", "hvc_dev");
    }

    @Test
    void refusesOneCallMoreThanThereIsRoomForAndStillAnswersOtherMethods() throws Exception {
        List<CompletableFuture<Answer>> calls =
                Stream.generate(
                                () ->
                                        CompletableFuture.supplyAsync(
                                                () -> ask("com.example.parked"), THREADS))
                        .limit(3)
                        .toList();
        AppViewKit.until(() -> parked.get() == 3);

        Answer refused = ask("com.example.parked");
        Answer other = ask("com.example.quick");
        gone.countDown();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(refused.text())
                .isEqualTo(
                        "{\"error\":\"NotEnoughResources\","
                                + "\"message\":\"too many scripts run at this moment\"}");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text()).isEqualTo("7");
        assertThat(calls)
                .allSatisfy(
                        call -> {
                            assertThat(call.join().status()).isEqualTo(200);
                            assertThat(call.join().text()).isEqualTo("7");
                        });
        assertThat(ask("com.example.parked").status()).isEqualTo(200);
    }
}
