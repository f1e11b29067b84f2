package chancery.appview;

import chancery.appview.caller.Delegates;
import chancery.appview.index.Freshness;
import chancery.appview.index.Intake;
import chancery.appview.job.JobLibrary;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.RecordQueries;
import chancery.appview.record.Writers;
import chancery.appview.script.Budgets;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.MethodCalls;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.Seating;
import chancery.appview.script.db.DbLibrary;
import chancery.appview.script.library.Attestation;
import chancery.appview.script.library.HttpLibrary;
import chancery.appview.script.library.IdentityLibrary;
import chancery.appview.script.library.JsonLibrary;
import chancery.appview.script.library.LabelLibrary;
import chancery.appview.script.library.SignatureLibrary;
import chancery.appview.script.library.SpacesLibrary;
import chancery.appview.script.library.TidLibrary;
import chancery.appview.script.library.UtilityLibrary;
import chancery.appview.script.library.XrpcLibrary;
import chancery.appview.script.record.RecordLibrary;
import chancery.appview.script.stream.RecordStreams;
import chancery.appview.script.stream.StreamLibrary;
import chancery.appview.script.trial.Trials;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.TidClock;
import chancery.web.Refusal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What scripts may call, put together.
final class AppViewScripts {
    private static final int CLOCK_IDS = 1_024;
    private static final String SIGNATURE = "games.gamesgamesgamesgames.attestation";

    private final AppViewConfig config;
    private final AppViewLimits limits;
    private final AppViewPorts ports;
    private final AppViewRows rows;
    private final TidClock tids;
    private final AppViewLimits.Running running;
    private final Seating seating;

    AppViewScripts(
            AppViewConfig config, AppViewLimits limits, AppViewPorts ports, AppViewRows rows) {
        this.config = config;
        this.limits = limits;
        this.ports = ports;
        this.rows = rows;
        this.running =
                AppViewLimits.Running.within(config.heapBytes(), Budgets.of(limits).call().bytes());
        this.seating = new Seating(running);
        this.tids = new TidClock(ports.time().micros(), ports.time().random().nextInt(CLOCK_IDS));
    }

    /// What scripts act on.
    ///
    /// @param calls other methods; asked for when a script calls one
    record World(
            RecordQueries queries,
            Freshness freshness,
            Intake intake,
            Writers writers,
            Delegates delegates,
            Supplier<MethodCalls> calls,
            Outside outside) {
        /// The same world for a trial: scripts write to these notes, and change and ask nothing
        /// else.
        World trial(Trials.Notes notes) {
            Fetch reading =
                    request -> {
                        if (request.method().equals("GET") || request.method().equals("HEAD")) {
                            return outside.fetch.send(request);
                        }
                        throw new FetchException("a trial run sends nothing");
                    };
            MethodCalls queries =
                    (run, method, params, input) -> {
                        if (input.isEmpty()) {
                            return calls.get().call(run, method, params, input);
                        }
                        throw new Refusal(
                                Refusal.Kind.INVALID, "", "a trial run calls no procedures");
                    };
            return new World(
                    this.queries,
                    freshness,
                    _ -> {},
                    notes.writers(),
                    delegates,
                    () -> queries,
                    new Outside(reading, notes.streams()));
        }
    }

    /// What is neither a record of the network nor a method.
    record Outside(Fetch fetch, RecordStreams streams) {}

    /// Runs of scripts in this world that change nothing.
    Trials trials(World world) {
        return new Trials(
                new ScriptCompiler(),
                notes -> engine(libraries(world.trial(notes))),
                tids::next,
                world.outside.streams);
    }

    /// An engine in this world.
    ScriptEngine engine(World world) {
        List<HostLibrary> all = new ArrayList<>(libraries(world));
        all.add(new JobLibrary(rows.jobs, limits.jobs()));
        return engine(all);
    }

    private ScriptEngine engine(List<HostLibrary> libraries) {
        return new ScriptEngine(
                libraries,
                ports.scripts(),
                Budgets.of(limits).withJob(running.jobBytes()),
                limits.scripts(),
                rows.variables::env,
                ports.local().repositories(),
                seating);
    }

    private List<HostLibrary> libraries(World world) {
        AppViewPorts.Keeping keeping = ports.keeping();
        InstantSource clock = ports.time().clock();
        return List.of(
                new UtilityLibrary(clock, rows.events),
                new TidLibrary(tids),
                new JsonLibrary(),
                new DbLibrary(world.queries, world.freshness),
                new RecordLibrary(
                        new RecordLibrary.Sources(
                                ports.local().repositories(),
                                keeping.tables(),
                                world.freshness,
                                keeping.registry()),
                        new RecordLibrary.Sinks(world.writers, world.intake, world.delegates),
                        tids::next,
                        clock),
                new HttpLibrary(world.outside.fetch, limits.scripts()),
                new StreamLibrary(
                        world.outside.streams, world.freshness, AppViewLimits.Streaming.STANDARD),
                new XrpcLibrary(world.calls, limits.scripts()),
                new IdentityLibrary(ports.network().dids(), world.writers),
                new LabelLibrary(keeping.tables(), world.freshness, clock),
                new SignatureLibrary(attestation()),
                new SpacesLibrary());
    }

    private Attestation attestation() {
        return new Attestation(
                ports.keeping().store(),
                ports.keeping().sealer(),
                ports.time().random(),
                config.serviceDid() + "#attestation",
                SIGNATURE);
    }
}
