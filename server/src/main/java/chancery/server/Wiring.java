package chancery.server;

import chancery.atproto.identity.CacheLimits;
import chancery.atproto.identity.CachingDidResolver;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.identity.DidWeb;
import chancery.atproto.identity.NetworkDidResolver;
import chancery.atproto.identity.NetworkHandleResolver;
import chancery.atproto.identity.PlcClient;
import chancery.atproto.identity.PlcDirectory;
import chancery.atproto.identity.ResolveLimits;
import chancery.atproto.lexicon.Catalog;
import chancery.pds.Pds;
import chancery.pds.PdsConfig;
import chancery.pds.PdsPorts;
import chancery.pds.limit.PdsLimits;
import chancery.server.config.Mode;
import chancery.server.config.PdsSettings;
import chancery.server.config.Secret;
import chancery.server.config.ServerConfig;
import chancery.server.config.StoreConfig;
import chancery.server.health.HealthRoutes;
import chancery.server.health.ProcessMeters;
import chancery.server.health.Readiness;
import chancery.server.home.HomeRoutes;
import chancery.server.plc.PlcRoutes;
import chancery.server.plc.StoredDirectory;
import chancery.store.Sealer;
import chancery.store.StoreOpenException;
import chancery.store.embedded.EmbeddedOptions;
import chancery.store.embedded.EmbeddedStore;
import chancery.store.embedded.FatalHandler;
import chancery.web.Loops;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedDns;
import chancery.web.egress.GuardedFetch;
import chancery.web.http.Router;
import chancery.web.xrpc.XrpcMethod;
import chancery.web.xrpc.XrpcRoutes;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The only class that knows every part. Read it to see how the server is put together.
public final class Wiring implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final ServerConfig config;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Catalog catalog = Catalog.bundled();
    private final GuardedDns dns = GuardedDns.ofSystem(ResolveLimits.STANDARD.timeout());
    private final GuardedFetch fetch;
    private final EmbeddedStore store;
    private final PlcDirectory plc;
    private final Pds pds;
    private final Readiness readiness;
    private final Router open = new Router();
    private final Doors doors;
    private final Loops loops;

    private Wiring(ServerConfig config, String version, FatalHandler fatal) {
        this.config = config;
        this.fetch =
                new GuardedFetch(
                        dns, Set.copyOf(config.egress().allow()), WebLimits.Egress.STANDARD);
        this.store = openStore(config.store(), fatal);
        this.plc = directory();
        this.pds = new Pds(pdsConfig(config.pds()), PdsLimits.STANDARD, pdsPorts());
        this.readiness =
                new Readiness(store, config.store().data(), config.store().diskReserveBytes());
        this.doors = doors(new HealthRoutes(readiness, meters, version), version);
        this.loops = new Loops((loop, cause) -> fatal.stop(loop + " broke a rule of ours", cause));
    }

    /// Starts a server; requests are answered when this returns.
    ///
    /// @param fatal told when the disk or an invariant of ours fails; does not return
    /// @throws StartException when a port or the directory is taken
    public static Wiring open(ServerConfig config, String version, FatalHandler fatal) {
        var wiring = new Wiring(config, version, fatal);
        try {
            wiring.start();
        } catch (StartException e) {
            wiring.store.close();
            throw e;
        }
        return wiring;
    }

    private void start() {
        if (config.mode() == Mode.DEV) {
            DevAccounts.create(pds);
        }
        doors.start(config.http().listen());
        var processMeters = new ProcessMeters(meters);
        processMeters.bindAll();
        processMeters.gauge(
                "chancery.websockets.open", "Open websockets.", doors, Doors::openWebsockets);
        loops.every("sweep", SWEEP, pds::sweep);
        readiness.opened();
    }

    private static EmbeddedStore openStore(StoreConfig config, FatalHandler fatal) {
        EmbeddedOptions usual = EmbeddedOptions.DEFAULT;
        var options =
                new EmbeddedOptions(
                        usual.limits(),
                        usual.cells(),
                        config.cacheBytes(),
                        usual.memtableBytes(),
                        usual.tailBytes());
        try {
            return EmbeddedStore.open(config.data(), options, System::nanoTime, fatal);
        } catch (StoreOpenException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private PlcDirectory directory() {
        return config.plc()
                .url()
                .<PlcDirectory>map(url -> new PlcClient(fetch, url, ResolveLimits.STANDARD))
                .orElseGet(() -> new StoredDirectory(store, clock));
    }

    private static PdsConfig pdsConfig(PdsSettings settings) {
        return new PdsConfig(
                settings.publicUrl(),
                settings.serviceDid(),
                settings.handleDomains(),
                settings.adminPassword().map(Secret::reveal),
                settings.contactEmail(),
                settings.privacyPolicyUrl(),
                settings.termsOfServiceUrl());
    }

    private PdsPorts pdsPorts() {
        return new PdsPorts(
                store,
                store.blobs(),
                new Sealer(MasterKeys.of(config.store(), random), List.of(), random),
                scratch(),
                new PdsPorts.Identity(
                        plc,
                        resolver(),
                        new NetworkHandleResolver(dns, fetch, ResolveLimits.STANDARD)),
                () -> catalog,
                new PdsPorts.Time(clock, this::micros, random));
    }

    /// The resolver of documents; the directory inside the process needs no cache.
    private DidResolver resolver() {
        DidWeb.Loopback loopback =
                config.mode() == Mode.DEV ? DidWeb.Loopback.ALLOWED : DidWeb.Loopback.REFUSED;
        var network = new NetworkDidResolver(plc, fetch, loopback, ResolveLimits.STANDARD);
        return config.plc().inside()
                ? network
                : new CachingDidResolver(network, clock, Runnable::run, CacheLimits.STANDARD);
    }

    private Path scratch() {
        try {
            return Files.createDirectories(config.store().data().resolve("scratch"));
        } catch (IOException e) {
            throw new StartException("cannot write below " + config.store().data(), e);
        }
    }

    private long micros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    private Doors doors(HealthRoutes health, String version) {
        var ops = new Router();
        open.mount(
                new XrpcRoutes(
                                List.of(pds.methods()),
                                pds.authenticator(),
                                () -> catalog,
                                WebLimits.Bodies.STANDARD)
                        .mount());
        health.open().forEach(open::mount);
        health.open().forEach(ops::mount);
        health.ops().forEach(config.ops().listen().isPresent() ? ops::mount : open::mount);
        if (config.plc().inside()) {
            open.mount(new PlcRoutes(plc).mount());
        }
        pds.mounts().forEach(open::mount);
        new HomeRoutes(version, links()).mounts().forEach(open::mount);
        return Doors.of(
                config.http(),
                config.ops(),
                open,
                ops,
                new Doors.Surroundings(clock, random, meters));
    }

    private List<HomeRoutes.Link> links() {
        List<HomeRoutes.Link> links = new ArrayList<>();
        links.add(
                new HomeRoutes.Link(
                        "/xrpc/com.atproto.server.describeServer", "what this server is"));
        links.add(new HomeRoutes.Link("/xrpc/com.atproto.sync.listRepos", "the repositories here"));
        links.add(new HomeRoutes.Link("/.well-known/did.json", "the service's own identity"));
        links.add(new HomeRoutes.Link("/xrpc/_health", "version and health"));
        links.add(new HomeRoutes.Link("/readyz", "whether requests are served, and why not"));
        if (config.ops().listen().isEmpty()) {
            links.add(new HomeRoutes.Link("/metrics", "meters for Prometheus"));
        }
        return links;
    }

    /// What the public door answers.
    Router router() {
        return open;
    }

    /// The methods of the personal data server.
    Collection<XrpcMethod> methods() {
        return pds.all();
    }

    /// Where clients reach the server.
    public URI url() {
        return config.pds().publicUrl();
    }

    /// What the one who starts the server should know, one line each.
    public List<String> notes() {
        return config.mode() == Mode.DEV
                ? List.of(
                        "chancery: development mode, open to everybody on this machine and to"
                                + " nobody else",
                        "chancery: accounts alice.test and bob.test, password 'password'; all"
                                + " state below "
                                + config.store().data())
                : List.of();
    }

    /// Takes nothing new, finishes what is in work, writes what waits.
    @Override
    public void close() {
        readiness.closing();
        loops.close();
        doors.close();
        fetch.close();
        store.close();
    }
}
