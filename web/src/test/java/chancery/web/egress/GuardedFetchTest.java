package chancery.web.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.web.WebLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class GuardedFetchTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    private final List<String> asked = new ArrayList<>();
    private Canary canary;

    @BeforeEach
    void open() throws IOException {
        canary = new Canary();
    }

    @AfterEach
    void close() {
        canary.close();
    }

    /// A client for which every name has these addresses.
    private GuardedFetch fetch(String... addresses) {
        return new GuardedFetch(resolving(addresses), Set.of(), WebLimits.Egress.STANDARD);
    }

    private AddressSource resolving(String... addresses) {
        return host -> {
            asked.add(host);
            return List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
        };
    }

    /// A client that may reach the canary, and nothing else.
    private GuardedFetch allowed() {
        return new GuardedFetch(
                resolving("127.0.0.1"),
                Set.of("canary.example:" + canary.port()),
                WebLimits.Egress.STANDARD);
    }

    private Fetch.Request toCanary(int bytesMax, int redirectsMax) {
        return new Fetch.Request(
                "GET",
                URI.create("http://canary.example:" + canary.port() + "/x"),
                Map.of(),
                new byte[0],
                TIME,
                bytesMax,
                redirectsMax);
    }

    private static Fetch.Request get(String uri) {
        return Fetch.Request.get(URI.create(uri), TIME, 1024);
    }

    private void refuses(GuardedFetch fetch, String uri) {
        assertThatThrownBy(() -> fetch.send(get(uri))).isInstanceOf(FetchException.class);
        assertThat(canary.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://2130706433/",
                "https://0.0.0.0/",
                "https://[::]/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://127。0。0。1/",
                "https://localhost./",
                "https://localhost/",
                "https://8.8.8.8/",
                "https://good@127.0.0.1/",
                "https://good.example@evil.example/",
                "https://127.0.0.1#@good.example",
                "https://good.example:22/",
                "https://good.example:8443/",
                "http://good.example/",
                "file:/etc/passwd",
                "gopher://good.example/",
                "data:text/plain,x",
                "jar:https://good.example/!/x"
            })
    void refusesAddressesBeforeTheyAreLookedUp(String uri) {
        refuses(fetch("127.0.0.1"), uri);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "fc00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesNamesWithPrivateAddresses(String address) {
        refuses(fetch(address), "https://good.example/");
        assertThat(asked).contains("good.example");
    }

    @Test
    void refusesAMixedAnswerWhole() {
        refuses(fetch("8.8.8.8", "10.0.0.1"), "https://good.example/");
    }

    @Test
    void refusesNamesWithoutAddresses() {
        refuses(fetch(), "https://good.example/");
    }

    @Test
    void connectsToNoPrivateAddressWhenTheAnswersChange() {
        AddressSource rebinding =
                host -> {
                    asked.add(host);
                    String address = asked.size() % 2 == 1 ? "8.8.8.8" : "127.0.0.1";
                    return List.of(InetAddress.ofLiteral(address));
                };
        GuardedResolver resolver = new GuardedResolver(rebinding, Set.of());

        for (int i = 0; i < 500; i++) {
            assertThatCode(() -> resolver.resolve("good.example", 443)).doesNotThrowAnyException();
            assertThatThrownBy(() -> resolver.resolve("good.example", 443))
                    .isInstanceOf(FetchException.class);
        }

        assertThat(asked).hasSize(1_000);
    }

    @Test
    void reachesWhatIsAllowed() {
        canary.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nhi");

        Fetch.Answer answer = allowed().send(toCanary(2, 0));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("x-a", "b");
        assertThat(answer.body()).asString(UTF_8).isEqualTo("hi");
        assertThat(canary.heard()).doesNotContainIgnoringCase("cookie").contains("identity");
    }

    @Test
    void reachesNothingOnceItIsClosed() {
        canary.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        GuardedFetch used = allowed();
        used.send(toCanary(1024, 0));
        used.close();
        GuardedFetch unused = allowed();
        unused.close();

        assertThatThrownBy(() -> used.send(toCanary(1024, 0))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> unused.send(toCanary(1024, 0)))
                .isInstanceOf(RuntimeException.class);
        assertThat(canary.connections()).isOne();
    }

    @Test
    void allowsOnlyTheNamedPort() {
        refuses(allowed(), "http://canary.example:1/");
    }

    @Test
    void doesNotFollowRedirectsUnasked() {
        canary.answer("HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n");

        assertThat(allowed().send(toCanary(10, 0)).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "https://private.example/",
                "//127.0.0.1/",
                "file:///etc/passwd"
            })
    void guardsRedirectsLikeFirstRequests(String location) {
        canary.answer(
                "HTTP/1.1 307 Redirect\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");

        assertThatThrownBy(() -> allowed().send(toCanary(10, 3)))
                .isInstanceOf(FetchException.class);
        assertThat(canary.connections()).isEqualTo(1);
    }

    @Test
    void givesUpAfterTheRedirectsThatWereAllowed() {
        canary.answer("HTTP/1.1 302 Found\r\nLocation: /y\r\nConnection: close\r\n\r\n");

        assertThatThrownBy(() -> allowed().send(toCanary(10, 1)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("too many redirects");
    }

    @Test
    void refusesAnswersBeyondTheLimit() {
        canary.answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");

        assertThat(allowed().send(toCanary(3, 0)).body()).hasSize(3);
        assertThatThrownBy(() -> allowed().send(toCanary(2, 0)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void refusesEndlessAnswers() {
        canary.answer("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000));

        assertThatThrownBy(() -> allowed().send(toCanary(1024, 0)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: %s\r\n\r\n",
                "%s\r\n\r\n",
            })
    void refusesBombsInTheHead(String shape) {
        canary.answer(String.format(shape, "a".repeat(100_000)));

        assertThatThrownBy(() -> allowed().send(toCanary(1024, 0)))
                .isInstanceOf(FetchException.class);
    }

    @Test
    void endsASlowExchangeInTime() {
        canary.drip("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        Fetch.Request request =
                new Fetch.Request(
                        "GET",
                        toCanary(1024, 0).uri(),
                        Map.of(),
                        new byte[0],
                        Duration.ofMillis(500),
                        1024,
                        0);
        long start = System.nanoTime();

        assertThatThrownBy(() -> allowed().send(request))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIME);
    }

    @Test
    void sendsABodyAsItIs() {
        canary.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        Fetch.Request post =
                new Fetch.Request(
                        "POST",
                        toCanary(1, 0).uri(),
                        Map.of("content-type", "application/json"),
                        "{\"a\":1}".getBytes(ISO_8859_1),
                        TIME,
                        1024,
                        0);

        allowed().send(post);

        assertThat(canary.heard()).contains("POST /x", "application/json", "{\"a\":1}");
    }
}
