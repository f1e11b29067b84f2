package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.Freshness;
import chancery.appview.index.Intake;
import chancery.appview.index.flow.Work.Asking;
import chancery.appview.index.kept.Bodies;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.letter.DeadLetters;
import chancery.appview.index.view.Projection;
import chancery.appview.index.view.View;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Kept;
import chancery.web.Loops;
import chancery.web.Refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// The index at work: feeds in, tables out.
public final class Indexing implements AutoCloseable, Freshness, Intake {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FORGET = Duration.ofMinutes(1);
    private static final Duration GONE = Duration.ofDays(3);
    private static final int FORGET_MAX = 500;
    private static final Duration TRIM = Duration.ofMinutes(5);
    private static final long BODY_UNITS = 16 << 20;

    private final IndexPorts ports;
    private final AppViewLimits limits;
    private final IndexTruth truth;
    private final Room room;
    private final Lanes lanes;
    private final Shards shards;
    private final Sorting sorting;
    private final Follower follower;
    private final Pump local;
    private final List<Pump> pumps = new CopyOnWriteArrayList<>();
    private long trimmable;

    /// @param letters where changes end whose scripts fail
    public Indexing(IndexPorts ports, DeadLetters letters, AppViewLimits limits) {
        this.ports = ports;
        this.limits = limits;
        this.truth = new IndexTruth(ports.store());
        AppViewLimits.Indexing bounds = limits.indexing();
        Bodies bodies = new Bodies(BODY_UNITS);
        this.room = new Room(bounds.eventsMax(), bounds.bytesMax());
        Turn.Parts parts =
                new Turn.Parts(
                        truth, bodies, ports.events(), ports.time().clock(), bounds.recordBytes());
        Asker asker =
                new Asker(
                        ports.hooks(),
                        truth,
                        new Earlier(truth, ports.tables()),
                        letters,
                        ports.events(),
                        bounds.hookAttempts());
        LongSupplier nanos = ports.time().nanos();
        this.lanes = new Lanes(ports.hooks(), asker, bounds, nanos, this::submit);
        this.shards = new Shards(() -> new Shard(parts, lanes));
        this.sorting =
                new Sorting(
                        ports.registry(), ports.local().repositories(), ports.listener(), shards);
        var projection = new Projection(ports.local().repositories(), bodies, bounds);
        View view = new View(ports.tables(), truth, projection, ports.time().clock());
        this.follower = new Follower(truth, view, ports.time().clock(), this::applied);
        Feed own = new LocalFeed(ports.local().events(), sorting::matters);
        this.local = pump(own, Optional.of(ports.local().tail()));
        pumps.add(local);
    }

    /// Begins to work, on loops of these.
    public void start(Loops loops) {
        trimmable = truth.trimmed();
        loops.start("index-view", follower::turn);
        shards.start(loops);
        lanes.start(loops);
        loops.start("index-local", local::turn);
        loops.every("index-trim", TRIM, this::trim);
        loops.every("index-forget", FORGET, this::forget);
    }

    private void submit(Work work) {
        shards.submit(work);
    }

    /// Follows one more feed.
    public void follow(Feed feed, Loops loops) {
        Pump pump = pump(feed, Optional.empty());
        pumps.add(pump);
        loops.start("index-" + feed.name(), pump::turn);
    }

    private Pump pump(Feed feed, Optional<LongSupplier> tail) {
        return new Pump(feed, new Pump.Parts(truth, sorting, room, ports.time().nanos()), tail);
    }

    private void applied(long position) {
        pumps.forEach(pump -> pump.progress().applied(position));
    }

    @Override
    public void await() {
        long tail = ports.local().tail().getAsLong();
        Height visible = local.progress().visible();
        if (visible.value() >= tail) {
            return;
        }
        try {
            if (visible.await(tail, limits.queries().waitMax())) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(
                        Refusal.Kind.UNAVAILABLE,
                        "NotEnoughResources",
                        "The index is behind. Please try again later.")
                .header("retry-after", "1");
    }

    @Override
    public void take(List<? extends Change> changes) {
        List<Step> steps = new ArrayList<>();
        changes.forEach(change -> steps.add(new Step(change, Step.Home.ELSEWHERE)));
        try {
            follower.height().await(work(steps, Asking.UNASKED), limits.queries().waitMax());
        } catch (InterruptedException _) {
            throw stopped();
        }
    }

    /// Indexes what was found by looking, as new records; the scripts are asked. Returns when all
    /// of it is durable, or has left dead letters.
    public void found(List<? extends Change> changes) {
        List<Step> steps = new ArrayList<>();
        for (Change change : changes) {
            boolean here = ports.local().repositories().here(change.did());
            steps.add(new Step(change, here ? Step.Home.HERE : Step.Home.ELSEWHERE));
        }
        try {
            work(steps, Asking.ASKED_AS_NEW);
        } catch (InterruptedException _) {
            throw stopped();
        }
    }

    /// Waits until queries see all that is durable now, however long that takes.
    public void show() throws InterruptedException {
        long tail = truth.log().tail();
        boolean shown;
        do {
            shown = follower.height().await(tail, LOOK);
        } while (!shown);
    }

    /// Indexes what a script has decided later, or what has to be so whatever scripts say; durable
    /// when it returns.
    public void decided(Change change) {
        Step.Home home = change instanceof Change.Put ? Step.Home.SHAPED : Step.Home.ELSEWHERE;
        try {
            work(List.of(new Step(change, home)), Asking.UNASKED);
        } catch (InterruptedException _) {
            throw stopped();
        }
    }

    /// Does these steps; answers the position that the tables have to reach to show them.
    private long work(List<Step> steps, Asking asking) throws InterruptedException {
        List<Taken> taken = new ArrayList<>();
        for (Step step : steps) {
            Taken receipt = new Taken();
            taken.add(receipt);
            submit(new Work(step.change().did(), List.of(step), asking, receipt, () -> true));
        }
        long position = 0;
        for (Taken receipt : taken) {
            position = Math.max(position, receipt.await());
        }
        return position;
    }

    private static Refusal stopped() {
        Thread.currentThread().interrupt();
        return new Refusal(Refusal.Kind.UNAVAILABLE, "NotEnoughResources", "Shutting down.");
    }

    /// Erases what the tables have worked off for a while: what they have not kept after a crash
    /// of the machine is still there.
    private void trim() {
        long reached = follower.height().value();
        if (trimmable > truth.trimmed()) {
            truth.trim(trimmable);
        }
        trimmable = reached;
    }

    /// Forgets deletions that nothing older can come after any longer.
    private void forget() {
        long before = Kept.micros(ports.time().clock().instant().minus(GONE));
        for (int shard = 0; shard < IndexTruth.SHARDS; shard++) {
            truth.forget(shard, before, FORGET_MAX);
        }
    }

    /// Keeps the cursors. The loops have stopped before.
    @Override
    public void close() {
        pumps.forEach(Pump::close);
    }
}
