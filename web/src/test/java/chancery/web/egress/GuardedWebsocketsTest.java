package chancery.web.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.net.FetchException;
import chancery.atproto.net.Websockets;
import chancery.atproto.net.Websockets.Message;
import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(120)
final class GuardedWebsocketsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MESSAGE_MAX = 100_000;
    private static final Websockets.Limits LIMITS =
            new Websockets.Limits(MESSAGE_MAX, 1 << 20, LONG);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private Streamer streamer(Streamer.Talk talk) {
        Streamer streamer = new Streamer(talk);
        open.add(streamer);
        return streamer;
    }

    private GuardedWebsockets resolving(Set<String> allow, String... addresses) {
        GuardedWebsockets sockets =
                new GuardedWebsockets(
                        _ -> List.of(addresses).stream().map(InetAddress::ofLiteral).toList(),
                        allow,
                        WebLimits.Egress.STANDARD,
                        System::nanoTime);
        open.add(sockets);
        return sockets;
    }

    private Websockets.Connection connect(Streamer streamer, Websockets.Limits limits)
            throws InterruptedException {
        String place = "streams.example:" + streamer.port();
        Websockets.Connection connection =
                resolving(Set.of(place), "127.0.0.1")
                        .connect(call("ws://" + place + "/subscribe?a=1", limits));
        open.add(connection);
        return connection;
    }

    private static Websockets.Call call(String uri, Websockets.Limits limits) {
        return new Websockets.Call(URI.create(uri), Map.of("x-test", "yes"), limits);
    }

    private static Message next(Websockets.Connection connection) throws InterruptedException {
        return connection.next(LONG).orElseThrow();
    }

    @Test
    void handsOverWhatComesInItsOrder() throws InterruptedException {
        Streamer streamer =
                streamer(
                        line -> {
                            line.text("eins");
                            line.binary(new byte[] {1, 2, 3});
                            line.frame(1, false, "zw".getBytes(UTF_8));
                            line.frame(0, true, "ei".getBytes(UTF_8));
                            line.close(1000);
                        });

        Websockets.Connection connection = connect(streamer, LIMITS);

        assertThat(next(connection)).isEqualTo(new Message.Text("eins"));
        assertThat(((Message.Binary) next(connection)).bytes()).containsExactly(1, 2, 3);
        assertThat(next(connection)).isEqualTo(new Message.Text("zwei"));
        assertThat(next(connection)).isEqualTo(new Message.End(1000, ""));
        assertThat(next(connection)).isEqualTo(new Message.End(1000, ""));
        assertThat(streamer.calls()).containsExactly("/subscribe?a=1");
    }

    @Test
    void sendsItsHeadersAndOffersNoCompression() throws InterruptedException {
        LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
        Streamer streamer = streamer(line -> heads.add(line.head().toLowerCase(Locale.ROOT)));

        connect(streamer, LIMITS);

        assertThat(heads.poll(60, TimeUnit.SECONDS))
                .contains("x-test: yes")
                .contains("host: streams.example:")
                .doesNotContain("sec-websocket-extensions")
                .doesNotContain("cookie");
    }

    @Test
    void waitsNoLongerThanAsked() throws InterruptedException {
        Websockets.Connection connection = connect(streamer(Streamer.Line::untilGone), LIMITS);

        Optional<Message> none = connection.next(Duration.ofMillis(5));

        assertThat(none).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {MESSAGE_MAX - 1, MESSAGE_MAX})
    void takesMessagesUpToTheLimit(int bytes) throws InterruptedException {
        Streamer streamer =
                streamer(
                        line -> {
                            line.binary(new byte[bytes]);
                            line.untilGone();
                        });

        Message message = next(connect(streamer, LIMITS));

        assertThat(((Message.Binary) message).bytes()).hasSize(bytes);
    }

    @Test
    void dropsALargerMessageAndGoesOn() throws InterruptedException {
        Streamer streamer =
                streamer(
                        line -> {
                            line.binary(new byte[MESSAGE_MAX + 1]);
                            line.text("after");
                            line.untilGone();
                        });

        Websockets.Connection connection = connect(streamer, LIMITS);

        assertThat(next(connection)).isEqualTo(new Message.TooLarge(MESSAGE_MAX + 1));
        assertThat(next(connection)).isEqualTo(new Message.Text("after"));
    }

    @Test
    void endsWithAMessageThatDoesNotEnd() throws InterruptedException {
        Streamer streamer =
                streamer(
                        line -> {
                            line.frame(2, false, new byte[1 << 20]);
                            while (true) {
                                line.frame(0, false, new byte[1 << 20]);
                            }
                        });

        Message message = next(connect(streamer, LIMITS));

        assertThat(message).isEqualTo(new Message.End(1009, "a message without an end"));
    }

    @Test
    void endsWithATextThatIsNotUtf8() throws InterruptedException {
        Streamer streamer =
                streamer(
                        line -> {
                            line.frame(1, true, new byte[] {(byte) 0xff});
                            line.untilGone();
                        });

        Message message = next(connect(streamer, LIMITS));

        assertThat(message).isInstanceOf(Message.End.class);
    }

    @Test
    void readsNoMoreThanASlowReaderTakes() throws InterruptedException {
        AtomicInteger sent = new AtomicInteger();
        Streamer streamer =
                streamer(
                        line -> {
                            for (int i = 0; i < 1_000; i++) {
                                line.binary(new byte[50_000]);
                                sent.incrementAndGet();
                            }
                            line.untilGone();
                        });
        Websockets.Connection connection = connect(streamer, LIMITS);

        next(connection);
        int before = settled(sent);
        for (int i = 1; i < 1_000; i++) {
            assertThat(next(connection)).isInstanceOf(Message.Binary.class);
        }

        assertThat(before).isLessThan(700);
        assertThat(sent).hasValue(1_000);
    }

    /// The count once it stands still; a machine that stalls only makes it smaller.
    private static int settled(AtomicInteger count) throws InterruptedException {
        int seen = -1;
        while (count.get() != seen) {
            seen = count.get();
            Thread.sleep(200);
        }
        return seen;
    }

    @Test
    void answersPings() throws InterruptedException {
        CountDownLatch ponged = new CountDownLatch(1);
        Streamer streamer =
                streamer(
                        line -> {
                            line.frame(9, true, "are you there".getBytes(UTF_8));
                            if (line.hear() == 10) {
                                ponged.countDown();
                            }
                            line.untilGone();
                        });

        connect(streamer, LIMITS);

        assertThat(ponged.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void asksASilentPeerAndStays() throws InterruptedException {
        Websockets.Limits impatient =
                new Websockets.Limits(MESSAGE_MAX, 1 << 20, Duration.ofSeconds(30));
        AtomicInteger pings = new AtomicInteger();
        FakeNanos nanos = new FakeNanos();
        Streamer streamer =
                streamer(
                        line -> {
                            while (line.hear() == 9) {
                                pings.incrementAndGet();
                                line.frame(10, true, new byte[0]);
                                line.text("still here");
                            }
                        });
        Websockets.Connection connection = connect(streamer, impatient, nanos);

        nanos.add(Duration.ofSeconds(16));
        Message message = next(connection);

        assertThat(message).isEqualTo(new Message.Text("still here"));
        assertThat(pings).hasValue(1);
    }

    @Test
    void givesUpAPeerThatStaysSilent() throws InterruptedException {
        Websockets.Limits impatient =
                new Websockets.Limits(MESSAGE_MAX, 1 << 20, Duration.ofMillis(200));

        Websockets.Connection connection = connect(streamer(Streamer.Line::untilGone), impatient);

        assertThat(next(connection)).isEqualTo(new Message.End(1006, "silent for too long"));
    }

    /// A clock that stands until it is moved.
    private static final class FakeNanos {
        private final java.util.concurrent.atomic.AtomicLong now =
                new java.util.concurrent.atomic.AtomicLong();

        void add(Duration time) {
            now.addAndGet(time.toNanos());
        }
    }

    private Websockets.Connection connect(
            Streamer streamer, Websockets.Limits limits, FakeNanos nanos)
            throws InterruptedException {
        String place = "127.0.0.1:" + streamer.port();
        GuardedWebsockets sockets =
                new GuardedWebsockets(
                        _ -> List.of(), Set.of(place), WebLimits.Egress.STANDARD, nanos.now::get);
        open.add(sockets);
        Websockets.Connection connection = sockets.connect(call("ws://" + place + "/", limits));
        open.add(connection);
        return connection;
    }

    @Test
    void endsWhenTheLineIsCut() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Streamer streamer =
                streamer(
                        line -> {
                            line.text("one");
                            held.await();
                        });
        Websockets.Connection connection = connect(streamer, LIMITS);

        Message first = next(connection);
        streamer.cut();
        Message second = next(connection);

        assertThat(first).isEqualTo(new Message.Text("one"));
        assertThat(second).isInstanceOf(Message.End.class);
    }

    @Test
    void connectsAgainAfterTheEnd() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        Streamer streamer =
                streamer(
                        line -> {
                            line.text("call " + count.incrementAndGet());
                            line.close(1001);
                        });

        Message first = next(connect(streamer, LIMITS));
        Message second = next(connect(streamer, LIMITS));

        assertThat(first).isEqualTo(new Message.Text("call 1"));
        assertThat(second).isEqualTo(new Message.Text("call 2"));
    }

    @Test
    void saysGoodByeWhenClosed() throws InterruptedException {
        LinkedBlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        Websockets.Connection connection =
                connect(streamer(line -> heard.add(line.hear())), LIMITS);

        connection.close();

        assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(8);
    }

    @Test
    void refusesWhatDoesNotTalkThatWay() {
        Streamer streamer = streamer(_ -> {});
        streamer.refuse("503 Service Unavailable");

        assertThatThrownBy(() -> connect(streamer, LIMITS))
                .isInstanceOf(FetchException.class)
                .hasMessageEndingWith("status 503");
    }

    @Test
    void followsNoRedirect() {
        Streamer other = streamer(_ -> {});
        Streamer streamer = streamer(_ -> {});
        streamer.refuse("302 Found\r\nlocation: ws://127.0.0.1:" + other.port() + "/");

        assertThatThrownBy(() -> connect(streamer, LIMITS)).isInstanceOf(FetchException.class);
        assertThat(other.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.169.254",
                "::1",
                "::ffff:127.0.0.1",
                "fc00::1",
                "100.64.0.1"
            })
    void refusesPrivateAddressesBehindPublicNames(String address) {
        GuardedWebsockets sockets = resolving(Set.of(), "8.8.8.8", address);

        assertThatThrownBy(() -> sockets.connect(call("wss://streams.example/x", LIMITS)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("not in the public internet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://streams.example/",
                "wss://streams.example:8443/",
                "wss://127.0.0.1/",
                "wss://2130706433/",
                "wss://[::1]/",
                "wss://localhost/",
                "wss://user@streams.example/",
                "https://streams.example/",
                "file:///etc/passwd"
            })
    void refusesOtherSpellings(String uri) {
        Streamer streamer = streamer(_ -> {});
        GuardedWebsockets sockets = resolving(Set.of(), "127.0.0.1");

        assertThatThrownBy(() -> sockets.connect(call(uri, LIMITS)))
                .isInstanceOf(FetchException.class);
        assertThat(streamer.calls()).isEmpty();
    }

    @Test
    void checksCertificates() throws Exception {
        try (SelfSigned server = new SelfSigned()) {
            String place = "streams.example:" + server.port();
            GuardedWebsockets sockets = resolving(Set.of(place), "127.0.0.1");

            assertThatThrownBy(() -> sockets.connect(call("wss://" + place + "/", LIMITS)))
                    .isInstanceOf(FetchException.class)
                    .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class);
        }
    }
}
