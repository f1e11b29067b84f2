package chancery.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import chancery.atproto.syntax.Did;
import chancery.web.address.AddressRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Defaults, the full mapping, and every fault.
final class ServerConfigTest {
    private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);

    private static final Environment SECRETS =
            new Environment(
                    Map.of("STORE_MASTER_KEY", KEY, "PDS_ADMIN_PASSWORD", "correct horse battery"));

    private static final Map<String, String> LEAST =
            Map.of("pds.public-url", "https://pds.example.com");

    @Test
    void devListensOnLoopbackAlone() {
        ServerConfig config = ServerConfig.dev(2583, "./chancery-data");

        assertThat(config.mode()).isEqualTo(Mode.DEV);
        assertThat(config.http().listen())
                .containsExactly(address("127.0.0.1", 2583), address("::1", 2583))
                .allMatch(address -> address.getAddress().isLoopbackAddress());
        assertThat(config.ops().listen()).isEmpty();
    }

    @Test
    void devReachesWhatItIsAllowedTo() {
        ServerConfig config =
                ServerConfig.dev(2583, "d", List.of("localhost:1", "localhost:2"), "127.0.0.1:53");

        assertThat(config.egress().allow()).containsExactly("localhost:1", "localhost:2");
        assertThat(config.egress().nameServer()).contains(address("127.0.0.1", 53));
        assertThat(ServerConfig.dev(2583, "d").egress())
                .isEqualTo(new EgressConfig(List.of(), Optional.empty()));
    }

    @Test
    void devHasItsDefaults() {
        ServerConfig config = ServerConfig.dev(4000, "d");

        assertThat(config.pds().publicUrl()).isEqualTo(URI.create("http://localhost:4000"));
        assertThat(config.pds().serviceDid()).isEqualTo(Did.parse("did:web:localhost"));
        assertThat(config.pds().handleDomains()).containsExactly(".test");
        assertThat(config.pds().adminPassword()).contains(new Secret("admin"));
        assertThat(config.plc().inside()).isTrue();
        assertThat(config.store().data()).isEqualTo(Path.of("d"));
        assertThat(config.store().masterKey()).isEmpty();
    }

    @Test
    void serveHasItsDefaults() {
        ServerConfig config = ServerConfig.serve(LEAST, SECRETS);

        assertThat(config.http())
                .isEqualTo(
                        new HttpConfig(
                                List.of(address("127.0.0.1", 2583), address("::1", 2583)),
                                List.of(),
                                true,
                                2_000,
                                Duration.ofSeconds(10)));
        assertThat(config.ops()).isEqualTo(new OpsConfig(Optional.of(address("127.0.0.1", 2584))));
        assertThat(config.store())
                .isEqualTo(
                        new StoreConfig(
                                Path.of("./chancery-data"),
                                48L << 20,
                                256L << 20,
                                new StoreConfig.View(1L << 30, 0),
                                256L << 20,
                                Optional.of(new Secret(KEY))));
        assertThat(config.pds())
                .isEqualTo(
                        new PdsSettings(
                                URI.create("https://pds.example.com"),
                                Did.parse("did:web:pds.example.com"),
                                List.of(".pds.example.com"),
                                Optional.of(new Secret("correct horse battery")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(config.plc().url()).contains(URI.create("https://plc.directory"));
        assertThat(config.egress()).isEqualTo(new EgressConfig(List.of(), Optional.empty()));
        assertThat(config.log()).isEqualTo(new LogConfig("info"));
    }

    @Test
    void mapsEveryKeyOfTheFile() {
        ServerConfig config = ServerConfig.serve(TomlFile.parse(EVERYTHING), SECRETS);

        assertThat(config.http().listen()).containsExactly(address("127.0.0.2", 8080));
        assertThat(config.http().trustedProxies())
                .singleElement(type(AddressRange.class))
                .matches(range -> range.contains(InetAddress.ofLiteral("10.1.2.3")));
        assertThat(config.http().accessLog()).isFalse();
        assertThat(config.http().requestsMax()).isEqualTo(77);
        assertThat(config.http().drain()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.ops().listen()).contains(address("127.0.0.3", 9090));
        assertThat(config.store().data()).isEqualTo(Path.of("/var/lib/chancery"));
        assertThat(config.store().cacheBytes()).isEqualTo(512L << 10);
        assertThat(config.store().diskReserveBytes()).isEqualTo(2L << 30);
        assertThat(config.pds().publicUrl()).isEqualTo(URI.create("https://a.example"));
        assertThat(config.pds().serviceDid()).isEqualTo(Did.parse("did:web:b.example"));
        assertThat(config.pds().handleDomains()).containsExactly(".c.example", ".d.example");
        assertThat(config.pds().contactEmail()).contains("post@a.example");
        assertThat(config.pds().privacyPolicyUrl()).contains(URI.create("https://a.example/p"));
        assertThat(config.pds().termsOfServiceUrl()).contains(URI.create("https://a.example/t"));
        assertThat(config.plc().url()).contains(URI.create("https://plc.example"));
        assertThat(config.appview())
                .isEqualTo(
                        new AppViewSettings(
                                AppViewSettings.Follow.RELAY,
                                Optional.of(URI.create("wss://jetstream.example")),
                                Optional.of(URI.create("https://relay.example")),
                                List.of(
                                        Did.parse("did:web:c.example"),
                                        Did.parse("did:web:d.example")),
                                Duration.ofMillis(20),
                                Map.of(
                                        "app_name", "Example",
                                        "client_uri", "https://e.example",
                                        "logo_uri", "https://e.example/logo.png",
                                        "tos_uri", "https://e.example/terms",
                                        "policy_uri", "https://e.example/privacy"),
                                new AppViewSettings.Rates(50, 0.25)));
        assertThat(config.streams().quotaFactor()).isEqualTo(7);
        assertThat(config.egress().allow()).containsExactly("relay.example:443");
        assertThat(config.store().streamCacheBytes()).isEqualTo(1L << 30);
        assertThat(config.store().view()).isEqualTo(new StoreConfig.View(256L << 20, 2));
        assertThat(config.egress().nameServer()).contains(address("127.0.0.4", 5353));
        assertThat(config.log().level()).isEqualTo("debug");
    }

    @Test
    void everyKeyButSecretsStandsInTheFullMapping() {
        Map<String, String> file = TomlFile.parse(EVERYTHING);

        assertThat(Keys.all())
                .filteredOn(key -> key.kind() != Key.Kind.SECRET)
                .extracting(Key::name)
                .hasSameElementsAs(file.keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "appview.follow, everything, neither jetstream nor relay nor none",
        "appview.jetstream, https://jetstream.example, a ws or wss URL",
        "appview.relay, wss://relay.example, an http or https URL",
        "appview.administrators, alice, a DID",
        "appview.logo-uri, logo.png, an http or https URL",
        "streams.quota-factor, -1, a number from 0 to",
        "streams.quota-factor, 100001, a number from 0 to 100000",
        "appview.rate-limit-capacity, 0, a number from 1 to",
        "appview.rate-limit-capacity, 1000000001, a number from 1 to 1000000000",
        "appview.rate-limit-refill, 0, a number from 0.001 to",
        "appview.rate-limit-refill, 0.0009, a number from 0.001 to",
        "appview.rate-limit-refill, 1000000.1, a number from 0.001 to 1000000",
        "appview.rate-limit-refill, 1e3, a number",
        "appview.rate-limit-refill, .5, a number",
        "appview.rate-limit-refill, NaN, a number"
    })
    void refusesFaultsOfTheAppView(String key, String text, String reason) {
        Map<String, String> file = new HashMap<>(LEAST);
        file.put(key, text);

        assertThatThrownBy(() -> ServerConfig.serve(file, SECRETS))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e ->
                                assertThat(e.faults())
                                        .anyMatch(
                                                fault ->
                                                        fault.contains(key)
                                                                && fault.contains(reason)));
    }

    @Test
    void devFollowsNobody() {
        assertThat(ServerConfig.dev(2583, "d").appview())
                .isEqualTo(
                        new AppViewSettings(
                                AppViewSettings.Follow.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Duration.ofMillis(100),
                                Map.of(),
                                new AppViewSettings.Rates(100, 2)));
    }

    @Test
    void environmentGoesBeforeFile() {
        Map<String, String> variables = new HashMap<>(SECRETS.variables());
        variables.put("LOG_LEVEL", "warn");

        ServerConfig config =
                ServerConfig.serve(
                        Map.of("pds.public-url", "https://a.example", "log.level", "debug"),
                        new Environment(variables));

        assertThat(config.log().level()).isEqualTo("warn");
    }

    @Test
    void readsSecretsFromFiles(@TempDir Path folder) throws Exception {
        Path key = secretFile(folder.resolve("key"), KEY, "rw-------");
        Path password =
                secretFile(folder.resolve("pds.admin-password"), "123456789012", "rw-------");
        Map<String, String> file = new HashMap<>(LEAST);
        file.put("store.master-key-file", key.toString());

        ServerConfig config =
                ServerConfig.serve(
                        file, new Environment(Map.of("CREDENTIALS_DIRECTORY", folder.toString())));

        assertThat(password).exists();
        assertThat(config.store().masterKey()).contains(new Secret(KEY));
        assertThat(config.pds().adminPassword()).contains(new Secret("123456789012"));
    }

    @Test
    void refusesSecretFileThatOthersCanRead(@TempDir Path folder) throws Exception {
        Path key = secretFile(folder.resolve("key"), KEY, "rw-r-----");
        Map<String, String> file = new HashMap<>(LEAST);
        file.put("store.master-key-file", key.toString());

        assertThatThrownBy(() -> ServerConfig.serve(file, Environment.empty()))
                .hasMessageContaining("can be read by others");
    }

    @Test
    void neverPrintsSecrets() {
        ServerConfig config = ServerConfig.serve(LEAST, SECRETS);

        assertThat(config.toString()).doesNotContain(KEY).doesNotContain("correct horse");
    }

    @Test
    void reportsAllFaultsAtOnce() {
        Map<String, String> file =
                Map.of("http.drain", "soon", "htp.listen", "x", "log.level", "loud");

        assertThatThrownBy(() -> ServerConfig.serve(file, Environment.empty()))
                .asInstanceOf(type(ConfigException.class))
                .extracting(ConfigException::faults)
                .isEqualTo(
                        List.of(
                                "htp.listen: unknown setting",
                                "http.drain: 'soon' is not a duration such as 500ms, 10s, 5m or"
                                        + " 24h",
                                "store.master-key: is missing: name a file that holds it with"
                                        + " store.master-key-file",
                                "pds.public-url: is missing: where do clients reach this server?",
                                "log.level: 'loud' is none of [error, warn, info, debug]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http.listen          | ''                    | names no address
                    http.listen          | 127.0.0.1             | is not an address
                    http.listen          | 127.0.0.1:65536       | is not an address
                    http.trusted-proxies | 10.0.0.0/33           | is not an address range
                    http.trusted-proxies | everybody             | is not an address range
                    http.access-log      | yes                   | is not true or false
                    http.requests-max    | 0                     | is not a number from 1
                    http.requests-max    | 1000001               | is not a number from 1
                    http.requests-max    | many                  | is not a number from 1
                    http.drain           | 10                    | is not a duration
                    http.drain           | -1s                   | is not a duration
                    ops.listen           | :80                   | is not an address
                    store.cache          | 1MB                   | is not a size
                    store.disk-reserve   | much                  | is not a size
                    store.master-key     | 0011                  | a secret does not stand in
                    pds.admin-password   | letmein               | a secret does not stand in
                    pds.public-url       | http://a.example      | is not https
                    pds.public-url       | https://a.example/x   | has a path
                    pds.public-url       | a.example             | is not an http or https URL
                    pds.public-url       | https://u:p@a.example | is not an http or https URL
                    pds.service-did      | web:a.example         | is not a DID
                    pds.handle-domains   | example.com           | has no leading dot
                    pds.privacy-policy-url | ftp://a.example     | is not an http or https URL
                    pds.terms-of-service-url | nowhere           | is not an http or https URL
                    plc.url              | outside               | is not an http or https URL
                    egress.allow         | relay.example         | is not host:port
                    egress.name-server   | 127.0.0.1             | is not an address
                    appview.hook-pause   | a moment              | is not a duration
                    log.level            | verbose               | is none of
                    pds.publicurl        | https://a.example     | unknown setting
                    """)
    void refusesBadSetting(String key, String text, String fault) {
        Map<String, String> file = new HashMap<>(LEAST);
        file.put(key, text);

        assertThatThrownBy(() -> ServerConfig.serve(file, SECRETS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "STORE_MASTER_KEY, 0011, is not 64 hexadecimal digits",
        "PDS_ADMIN_PASSWORD, 12345678901, is shorter than 12 characters"
    })
    void refusesWeakSecret(String variable, String text, String fault) {
        Map<String, String> variables = new HashMap<>(SECRETS.variables());
        variables.put(variable, text);

        assertThatThrownBy(() -> ServerConfig.serve(LEAST, new Environment(variables)))
                .hasMessageContaining(fault)
                .hasMessageNotContaining(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    level = "info"          | a setting stands in a table
                    [http                   | not TOML
                    [log.deep]              | unknown setting
                    """)
    void refusesBadFile(String text, String fault) {
        assertThatThrownBy(() -> TomlFile.parse(text + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void refusesFileThatIsNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> TomlFile.read(folder.resolve("chancery.toml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot read");
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    private static Path secretFile(Path path, String text, String mode) throws Exception {
        Files.writeString(path, text + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        return path;
    }

    private static final String EVERYTHING =
            """
            [http]
            listen = ["127.0.0.2:8080"]
            trusted-proxies = ["10.0.0.0/8"]
            access-log = false
            requests-max = 77
            drain = "2m"
            [ops]
            listen = "127.0.0.3:9090"
            [store]
            data = "/var/lib/chancery"
            cache = "512KiB"
            stream-cache = "1GiB"
            view-memory = "256MiB"
            view-threads = 2
            disk-reserve = "2 GiB"
            [pds]
            public-url = "https://a.example"
            service-did = "did:web:b.example"
            handle-domains = [".c.example", ".d.example"]
            contact-email = "post@a.example"
            privacy-policy-url = "https://a.example/p"
            terms-of-service-url = "https://a.example/t"
            [plc]
            url = "https://plc.example"
            [appview]
            follow = "relay"
            jetstream = "wss://jetstream.example"
            relay = "https://relay.example"
            administrators = ["did:web:c.example", "did:web:d.example"]
            hook-pause = "20ms"
            app-name = "Example"
            client-uri = "https://e.example"
            logo-uri = "https://e.example/logo.png"
            tos-uri = "https://e.example/terms"
            policy-uri = "https://e.example/privacy"
            rate-limit-capacity = 50
            rate-limit-refill = 0.25

            [streams]
            projects = ["plant", "lab"]
            templates = ["standard", "4yArchive immutable retention=1461 streams=3"]
            quota-factor = 7
            scripts = "plant records:read; lab all"
            indexed = ["plant"]
            [egress]
            allow = ["relay.example:443"]
            name-server = "127.0.0.4:5353"
            [log]
            level = "debug"
            """;
}
