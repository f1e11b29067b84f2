package chancery.web.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.web.Eventually;
import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How many requests to other hosts are in work at a time.
final class BulkheadTest {
    private static final int TOTAL = WebLimits.Egress.STANDARD.concurrentMax();
    private static final int PER_HOST = WebLimits.Egress.STANDARD.perHostMax();
    private static final int HOSTS = TOTAL / PER_HOST + 1;
    private static final Duration LONG = WebLimits.Egress.STANDARD.exchangeMax();

    /// In which one connection too many would come.
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private Canary canary;
    private GuardedFetch fetch;

    @BeforeEach
    void open() throws IOException {
        canary = new Canary();
        canary.answer("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        canary.hold();
        fetch =
                new GuardedFetch(
                        _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                        IntStream.range(0, HOSTS)
                                .mapToObj(host -> name(host) + ":" + canary.port())
                                .collect(Collectors.toUnmodifiableSet()),
                        WebLimits.Egress.STANDARD);
    }

    @AfterEach
    void close() {
        canary.release();
        callers.close();
        fetch.close();
        canary.close();
    }

    private static String name(int host) {
        return "h" + host + ".example";
    }

    private Fetch.Answer get(int host, Duration time) {
        URI uri = URI.create("http://" + name(host) + ":" + canary.port() + "/");
        return fetch.send(Fetch.Request.get(uri, time, 1024));
    }

    private List<Future<Fetch.Answer>> start(int requests, int host) {
        return IntStream.range(0, requests)
                .mapToObj(_ -> callers.submit(() -> get(host, LONG)))
                .toList();
    }

    /// There will be so many connections, and no more.
    private void requireConnections(int expected) throws Exception {
        Eventually.holds(expected + " connections", () -> canary.connections() >= expected);
        Thread.sleep(MOMENT);
        assertThat(canary.connections()).isEqualTo(expected);
    }

    @Test
    void isSixtyFourInAllAndFourToOneHost() {
        assertThat(List.of(TOTAL, PER_HOST)).containsExactly(64, 4);
    }

    @Test
    void letsRequestsToOneHostWaitBeyondItsLimit() throws Exception {
        start(PER_HOST - 1, 0);
        requireConnections(PER_HOST - 1);
        start(1, 0);
        requireConnections(PER_HOST);
        List<Future<Fetch.Answer>> waiting = start(1, 0);
        requireConnections(PER_HOST);

        canary.release();

        assertThat(waiting.getFirst().get().status()).isEqualTo(204);
        assertThat(canary.connections()).isEqualTo(PER_HOST + 1);
    }

    @Test
    void servesOtherHostsWhileOneIsFull() throws Exception {
        start(PER_HOST + 5, 0);
        start(1, 1);

        requireConnections(PER_HOST + 1);
    }

    @Test
    void letsRequestsWaitBeyondTheLimitOfAll() throws Exception {
        IntStream.range(0, HOSTS - 1).forEach(host -> start(PER_HOST, host));
        requireConnections(TOTAL);
        List<Future<Fetch.Answer>> waiting = start(1, HOSTS - 1);
        requireConnections(TOTAL);

        canary.release();

        assertThat(waiting.getFirst().get().status()).isEqualTo(204);
    }

    @Test
    void countsWaitingIntoTheTimeOfARequest() throws Exception {
        start(PER_HOST, 0);
        requireConnections(PER_HOST);

        assertThatThrownBy(() -> get(0, Duration.ofMillis(300)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("in time");
        assertThat(canary.connections()).isEqualTo(PER_HOST);
    }
}
