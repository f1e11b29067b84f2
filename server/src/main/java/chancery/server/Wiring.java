package chancery.server;

import chancery.appview.AppView;
import chancery.appview.AppViewConfig;
import chancery.appview.AppViewPorts;
import chancery.appview.caller.Allowance;
import chancery.appview.index.IndexSchema;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.script.ScriptCompiler;
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
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.pds.Pds;
import chancery.pds.PdsConfig;
import chancery.pds.PdsPorts;
import chancery.pds.limit.PdsLimits;
import chancery.server.appview.HostedRecords;
import chancery.server.appview.LocalRepositories;
import chancery.server.appview.ScriptHost;
import chancery.server.appview.ScriptStreams;
import chancery.server.config.AppViewSettings;
import chancery.server.config.EgressConfig;
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
import chancery.server.streams.IndexRecords;
import chancery.store.Sealer;
import chancery.store.StoreOpenException;
import chancery.store.embedded.EmbeddedOptions;
import chancery.store.embedded.EmbeddedStore;
import chancery.store.embedded.FatalHandler;
import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.table.TableLimits;
import chancery.streams.Streams;
import chancery.streams.StreamsPorts;
import chancery.streams.limit.StreamsLimits;
import chancery.web.Loops;
import chancery.web.WebLimits;
import chancery.web.egress.GuardedDns;
import chancery.web.egress.GuardedFetch;
import chancery.web.egress.GuardedWebsockets;
import chancery.web.http.Mount;
import chancery.web.http.Router;
import chancery.web.xrpc.Methods;
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
import java.util.Optional;
import java.util.Set;

/// The only class that knows every part. Read it to see how the server is put together.
public final class Wiring implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration TIDY = Duration.ofSeconds(1);

    private final ServerConfig config;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GuardedDns dns;
    private final GuardedFetch fetch;
    private final GuardedWebsockets websockets;
    private final EmbeddedStore store;
    private final SqliteTables tables;
    private final Sealer sealer;
    private final Registry registry;
    private final PlcDirectory plc;
    private final PdsPorts.Identity identity;
    private final Pds pds;
    private final AppView appview;
    private final Optional<Streams> streams;
    private final Readiness readiness;
    private final Router open = new Router();
    private final Doors doors;
    private final Loops loops;

    private Wiring(ServerConfig config, String version, FatalHandler fatal) {
        this.config = config;
        this.dns = names(config.egress());
        this.fetch =
                new GuardedFetch(
                        dns, Set.copyOf(config.egress().allow()), WebLimits.Egress.STANDARD);
        this.websockets =
                new GuardedWebsockets(
                        dns,
                        Set.copyOf(config.egress().allow()),
                        WebLimits.Egress.STANDARD,
                        System::nanoTime);
        this.store = openStore(config.store(), fatal);
        this.tables = store.tables(IndexSchema.SCHEMA, TableLimits.DEFAULT, TableOptions.DEFAULT);
        this.sealer = new Sealer(MasterKeys.of(config.store(), random), List.of(), random);
        this.registry = new Registry(store, Catalog.bundled(), new ScriptCompiler(), clock);
        this.plc = directory();
        this.identity =
                new PdsPorts.Identity(
                        plc,
                        resolver(),
                        new NetworkHandleResolver(dns, fetch, ResolveLimits.STANDARD));
        this.pds = new Pds(pdsConfig(config.pds()), PdsLimits.STANDARD, pdsPorts());
        this.appview =
                new AppView(appViewConfig(version), limits(config.appview()), appViewPorts());
        this.streams = streams();
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
            wiring.close();
            throw e;
        }
        return wiring;
    }

    private void start() {
        if (config.mode() == Mode.DEV) {
            DevAccounts.create(pds);
            DevLexicons.register(registry);
            streams.ifPresent(DevStreams::declare);
        }
        appview.start(loops);
        doors.start(config.http().listen());
        var processMeters = new ProcessMeters(meters);
        processMeters.bindAll();
        processMeters.gauge(
                "chancery.websockets.open", "Open websockets.", doors, Doors::openWebsockets);
        loops.every("sweep", SWEEP, pds::sweep);
        streams.ifPresent(s -> start(s, processMeters));
        loops.every("tables-tidy", TIDY, tables::tidy);
        readiness.opened();
    }

    private void start(Streams running, ProcessMeters processMeters) {
        running.start(loops);
        loops.every("sweep of streams", SWEEP, running::sweep);
        ViewMeters.bind(running.views(), processMeters);
    }

    private static GuardedDns names(EgressConfig egress) {
        Duration timeout = ResolveLimits.STANDARD.timeout();
        return egress.nameServer()
                .map(server -> GuardedDns.of(server, timeout))
                .orElseGet(() -> GuardedDns.ofSystem(timeout));
    }

    private static EmbeddedStore openStore(StoreConfig config, FatalHandler fatal) {
        EmbeddedOptions usual = EmbeddedOptions.DEFAULT;
        var options =
                new EmbeddedOptions(
                        usual.limits(),
                        usual.cells(),
                        config.cacheBytes(),
                        config.streamCacheBytes(),
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
                sealer,
                scratch(),
                identity,
                this::catalog,
                new PdsPorts.Time(clock, this::micros, random));
    }

    /// The schemas of the moment.
    private Catalog catalog() {
        return registry.snapshot().catalog();
    }

    private AppViewConfig appViewConfig(String version) {
        AppViewSettings settings = config.appview();
        return new AppViewConfig(
                version,
                url(),
                config.plc().url().orElse(URI.create(url() + "/plc")),
                config.pds().serviceDid(),
                new AppViewConfig.Sources(
                        settings.relay(), settings.jetstream(), feed(settings.follow())),
                settings.administrators(),
                settings.fallbacks(),
                new Allowance(settings.rates().capacity(), settings.rates().refill()),
                Runtime.getRuntime().maxMemory(),
                config.mode() == Mode.DEV
                        ? Optional.of(new AppViewConfig.Development("dev", "hvc_dev"))
                        : Optional.empty());
    }

    private static AppViewLimits limits(AppViewSettings settings) {
        AppViewLimits usual = AppViewLimits.STANDARD;
        return usual.with(usual.indexing().withPause(settings.hookPause()));
    }

    /// The account that goes by a handle, here or elsewhere.
    private Optional<Did> account(Handle handle) {
        return pds.find(handle).or(() -> identity.handles().resolve(handle));
    }

    private static AppViewConfig.Feed feed(AppViewSettings.Follow follow) {
        return switch (follow) {
            case JETSTREAM -> AppViewConfig.Feed.JETSTREAM;
            case RELAY -> AppViewConfig.Feed.RELAY;
            case NONE -> AppViewConfig.Feed.NONE;
        };
    }

    private AppViewPorts appViewPorts() {
        return new AppViewPorts(
                new AppViewPorts.Keeping(store, registry, tables, "sqlite", sealer),
                new AppViewPorts.Network(identity.dids(), this::account, fetch, websockets, dns),
                new AppViewPorts.Local(
                        new LocalRepositories(pds.repositories()),
                        new HostedRecords(store, pds.repositories(), clock),
                        pds.events(),
                        pds::tail,
                        pds.authenticator()),
                new AppViewPorts.Time(clock, System::nanoTime, this::micros, random),
                ScriptHost.of(clock, random),
                new ScriptStreams(
                        this::running, config.streams().projects(), config.streams().scripts()));
    }

    /// The streams, asked for when the server runs.
    private Optional<Streams> running() {
        return streams;
    }

    /// The streams, when there is a project that may have some.
    private Optional<Streams> streams() {
        var quotas = new StreamsLimits.Traffic(config.streams().quotaFactor());
        return config.streams().projects().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Streams(
                                config.streams(),
                                StreamsLimits.STANDARD.with(quotas),
                                new StreamsPorts(
                                        store,
                                        sealer,
                                        clock,
                                        System::nanoTime,
                                        random,
                                        new IndexRecords(registry, tables, appview.freshness()),
                                        ViewFiles.of(config.store()))));
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
                                chain(),
                                pds.authenticator(),
                                this::catalog,
                                WebLimits.Bodies.STANDARD)
                        .mount());
        health.open().forEach(open::mount);
        health.open().forEach(ops::mount);
        Router back = config.ops().listen().isPresent() ? ops : open;
        health.ops().forEach(back::mount);
        if (config.plc().inside()) {
            open.mount(new PlcRoutes(plc).mount());
        }
        pds.mounts().forEach(open::mount);
        appview.mounts().forEach(mount -> (administers(mount) ? back : open).mount(mount));
        streams.stream().flatMap(s -> s.mounts().stream()).forEach(open::mount);
        new HomeRoutes(version, links()).mounts().forEach(open::mount);
        return Doors.of(
                config.http(),
                config.ops(),
                open,
                ops,
                new Doors.Surroundings(clock, random, meters));
    }

    private static boolean administers(Mount mount) {
        return mount.path().startsWith("/admin/");
    }

    /// Who answers a method: the first that knows it.
    private List<Methods> chain() {
        List<Methods> chain = new ArrayList<>();
        chain.add(appview.overriding());
        chain.add(pds.methods());
        chain.addAll(appview.methods());
        return chain;
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
                : appview.bootstrapToken().map(Wiring::firstAdministrator).stream().toList();
    }

    private static String firstAdministrator(String token) {
        return "chancery: nobody administers the AppView yet; this token makes the first"
                + " administrator, once: "
                + token;
    }

    /// Takes nothing new, finishes what is in work, writes what waits.
    @Override
    public void close() {
        readiness.closing();
        streams.ifPresent(Streams::close);
        doors.close();
        loops.close();
        streams.ifPresent(s -> s.views().close());
        appview.close();
        websockets.close();
        fetch.close();
        tables.close();
        store.close();
    }
}
