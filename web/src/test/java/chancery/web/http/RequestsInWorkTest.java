package chancery.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.net.http.HttpResponse.BodyHandlers.discarding;

import chancery.web.Eventually;
import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How many requests are worked on at a time.
final class RequestsInWorkTest {
    private static final int MAX = 3;

    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private TestServer server;

    @BeforeEach
    void start() {
        WebLimits.Load usual = WebLimits.Load.STANDARD;
        WebLimits.Load load =
                new WebLimits.Load(MAX, 100, usual.idle(), usual.stall(), usual.drain());
        server =
                TestServer.with(
                        HttpServerConfig.loopback(0).with(WebLimits.STANDARD.with(load)),
                        Mount.get(Door.SERVER, "/hold", this::hold),
                        Mount.get(Door.SERVER, "/quick", _ -> Response.empty(204)));
    }

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.close();
    }

    private Response hold(Request request) {
        begun.release();
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return Response.empty(204);
    }

    /// Starts so many requests, and returns when all of them are in work.
    private List<CompletableFuture<HttpResponse<Void>>> inWork(int requests)
            throws InterruptedException {
        List<CompletableFuture<HttpResponse<Void>>> answers =
                Stream.generate(
                                () ->
                                        client.sendAsync(
                                                server.request("/hold").build(), discarding()))
                        .limit(requests)
                        .toList();
        assertThat(begun.tryAcquire(requests, 30, TimeUnit.SECONDS)).isTrue();
        return answers;
    }

    @Test
    void servesRequestsUpToTheLimit() throws Exception {
        inWork(MAX - 2);
        assertThat(server.get("/quick").statusCode()).isEqualTo(204);

        inWork(1);
        requireServed();
    }

    @Test
    void refusesTheRequestBeyondTheLimitAndSaysWhenToComeBack() throws Exception {
        inWork(MAX);

        HttpResponse<String> refused = server.get("/quick");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
        assertThat(refused.body()).contains("\"NotEnoughResources\"");
    }

    @Test
    void servesAgainWhenWorkIsDone() throws Exception {
        List<CompletableFuture<HttpResponse<Void>>> held = inWork(MAX);
        assertThat(server.get("/quick").statusCode()).isEqualTo(503);

        release.countDown();

        assertThat(held).allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(204));
        requireServed();
    }

    /// One more request is served, if not at once: an answer may be here before its place is free.
    private void requireServed() throws Exception {
        Eventually.holds("a place", () -> server.get("/quick").statusCode() == 204);
    }
}
