package chancery.appview;

import chancery.appview.authority.NetworkLexicons;
import chancery.appview.authority.PublishedLexicons;
import chancery.appview.client.ApiClient;
import chancery.appview.client.ClientDraft;
import chancery.appview.client.ClientType;
import chancery.appview.feed.Clocks;
import chancery.appview.feed.JetstreamFeed;
import chancery.appview.feed.RelayFeed;
import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.Freshness;
import chancery.appview.index.Listener;
import chancery.appview.index.flow.IndexPorts;
import chancery.appview.index.whole.Index;
import chancery.appview.job.JobWorker;
import chancery.appview.label.Labelers;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.RecordQueries;
import chancery.appview.registry.Registry;
import chancery.appview.script.MethodCalls;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.hook.HookRunner;
import chancery.appview.script.hook.LabelRunner;
import chancery.appview.session.Upkeep;
import chancery.web.Loops;
import chancery.web.http.Mount;
import chancery.web.xrpc.Methods;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The AppView: lexicons and scripts become methods, records here and elsewhere an index. What it
/// needs goes in by the constructor; methods and paths come out.
public final class AppView implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int LABEL_LOOPS = 4;

    private final AppViewConfig config;
    private final AppViewLimits limits;
    private final AppViewPorts ports;
    private final AppViewRows rows;
    private final NetworkLexicons network;
    private final Index index;
    private final Labelers labelers;
    private final AppViewMethods methods;
    private final AppViewPaths paths;
    private final JobWorker jobs;

    public AppView(AppViewConfig config, AppViewLimits limits, AppViewPorts ports) {
        this.config = config;
        this.limits = limits;
        this.ports = ports;
        this.rows = new AppViewRows(config, limits, ports);
        AppViewElsewhere elsewhere = new AppViewElsewhere(limits, ports, rows, this::take);
        AppViewPorts.Keeping keeping = ports.keeping();
        AppViewScripts.World world =
                new AppViewScripts.World(
                        new RecordQueries(keeping.tables(), keeping.engine(), limits.queries()),
                        this::await,
                        this::take,
                        elsewhere.writers,
                        elsewhere.delegation,
                        this::calls,
                        new AppViewScripts.Outside(ports.network().fetch(), ports.streams()));
        AppViewScripts scripts = new AppViewScripts(config, limits, ports, rows);
        ScriptEngine engine = scripts.engine(world);
        this.network = networkLexicons();
        this.index = index(engine);
        this.labelers = labelers(engine);
        this.methods = new AppViewMethods(config, limits, ports, rows, elsewhere, world, engine);
        this.paths =
                new AppViewPaths(
                        config,
                        limits,
                        ports,
                        rows,
                        methods,
                        new AppViewPaths.Parts(
                                index, labelers, network, elsewhere, scripts.trials(world)));
        this.jobs = new JobWorker(rows.jobs, keeping.registry(), engine, rows.events);
    }

    // The parts refer to each other in a circle; these are asked for when all are there.

    private void take(List<? extends Change> changes) {
        index.intake().take(changes);
    }

    private void await() {
        index.freshness().await();
    }

    private MethodCalls calls() {
        return methods.calls;
    }

    private NetworkLexicons networkLexicons() {
        AppViewPorts.Network network = ports.network();
        return new NetworkLexicons(
                ports.keeping().registry(),
                new PublishedLexicons(
                        network.dns(),
                        network.dids(),
                        network.fetch(),
                        ports.local().repositories()),
                rows.events,
                ports.time().clock());
    }

    private Index index(ScriptEngine engine) {
        Registry registry = ports.keeping().registry();
        AppViewPorts.Local local = ports.local();
        return new Index(
                new IndexPorts(
                        ports.keeping().store(),
                        ports.keeping().tables(),
                        registry,
                        new IndexPorts.Local(local.repositories(), local.events(), local.tail()),
                        new HookRunner(registry, engine),
                        new Heard(),
                        rows.events,
                        new IndexPorts.Time(ports.time().clock(), ports.time().nanos())),
                new Index.World(
                        local.records(),
                        ports.network().fetch(),
                        ports.network().dids(),
                        config.sources().relay()),
                limits);
    }

    private Labelers labelers(ScriptEngine engine) {
        return new Labelers(
                ports.keeping().store(),
                ports.keeping().tables(),
                new Labelers.Network(
                        ports.network().websockets(),
                        ports.network().dids(),
                        new LabelRunner(ports.keeping().registry(), engine, rows.events),
                        ports.time().nanos()),
                rows.events,
                ports.time().clock(),
                limits.network());
    }

    /// What feeds bring that is no row of the index.
    private final class Heard implements Listener {
        @Override
        public void identity(Change.Identity change) {
            ports.network().dids().forget(change.did());
        }

        @Override
        public void resync(Change.Resync change) {
            // The index reads the repository again by itself.
        }

        @Override
        public void schema(Change change) {
            switch (change) {
                case Change.Put put ->
                        network.changed(
                                put.did(), put.path().key().value(), Optional.of(put.record()));
                case Change.Delete gone ->
                        network.changed(gone.did(), gone.path().key().value(), Optional.empty());
                case Change.Account _, Change.Identity _, Change.Resync _ ->
                        throw new IllegalStateException("no record: " + change);
            }
        }
    }

    /// What stands before the methods of the personal data server.
    public Methods overriding() {
        return methods.overriding();
    }

    /// What stands behind them, in this order.
    public List<Methods> methods() {
        return methods.all();
    }

    /// The paths of this door, to be mounted.
    public List<Mount> mounts() {
        return paths.mounts();
    }

    /// How far the index is.
    public Freshness freshness() {
        return index.freshness();
    }

    /// A token that makes the first administrator; empty when there is one.
    public Optional<String> bootstrapToken() {
        return config.development().isPresent() ? Optional.empty() : rows.bootstrap.token();
    }

    /// Begins to work in the background.
    public void start(Loops loops) {
        rows.users.ensureSuper(config.administrators());
        config.development().ifPresent(this::develop);
        index.start(loops);
        follow().ifPresent(feed -> index.follow(feed, loops));
        loops.start("appview-events", rows.events::turn);
        loops.start("appview-jobs", jobs);
        for (int i = 0; i < LABEL_LOOPS; i++) {
            loops.start("appview-labels-" + i, labelers::turn);
        }
        loops.once("appview-lexicons", network::refresh);
        loops.every("appview-sweep", SWEEP, this::sweep);
    }

    /// The stream of the network that is followed, where one is.
    private Optional<Feed> follow() {
        AppViewConfig.Sources sources = config.sources();
        return switch (sources.feed()) {
            case JETSTREAM -> sources.jetstream().map(this::jetstream);
            case RELAY -> sources.relay().map(this::relay);
            case NONE -> Optional.empty();
        };
    }

    private Feed relay(URI address) {
        AppViewPorts.Network network = ports.network();
        return new RelayFeed(
                new RelayFeed.Source(network.websockets(), address),
                ports.keeping().registry(),
                new RelayFeed.Identities(network.dids(), network.dids()::forget),
                rows.settings,
                rows.events,
                new Clocks(ports.time().clock(), ports.time().nanos()),
                limits.network().feeds());
    }

    private Feed jetstream(URI address) {
        return new JetstreamFeed(
                ports.network().websockets(),
                address,
                ports.keeping().registry(),
                rows.events,
                new Clocks(ports.time().clock(), ports.time().nanos()),
                limits.network().feeds());
    }

    private void develop(AppViewConfig.Development development) {
        rows.users.ensureSuper(List.of(config.serviceDid()));
        ApiClient.Profile profile =
                new ApiClient.Profile(
                        "Development",
                        config.publicUrl() + "/dev/client-metadata.json",
                        config.publicUrl().toString(),
                        List.of(),
                        "atproto transition:generic",
                        List.of());
        rows.clients.ensure(
                development.clientKey(),
                new ClientDraft(
                        profile,
                        ClientType.PUBLIC,
                        ApiClient.Rates.NONE,
                        new ApiClient.Descent(
                                config.serviceDid().value(), Optional.empty(), Optional.empty())));
    }

    private void sweep() {
        rows.events.sweep();
        labelers.labels().sweep();
        rows.use.flush();
        new Upkeep(rows.desk, methods.replays).turn();
    }

    /// Keeps what waits to be kept. The loops have stopped before.
    @Override
    public void close() {
        labelers.close();
        index.close();
        rows.use.flush();
        rows.events.close();
    }
}
