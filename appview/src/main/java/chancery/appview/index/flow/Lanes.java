package chancery.appview.index.flow;

import chancery.appview.index.Hooks;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.web.Loops;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Lets changes wait for their scripts, each repository in a lane of its own: a script that is slow
/// or fails holds back its own repository alone, and in it only the types of records that wait.
/// The shards decide who waits, and let go of a lane only when its result has come back to them, so
/// that nothing overtakes.
final class Lanes {
    /// A longer lane does not pause between attempts, so that a broken script cannot hold back all.
    private static final int PATIENT_MAX = 100;

    private static final int DOUBLINGS_MAX = 10;

    private final Hooks hooks;
    private final Asker asker;
    private final AppViewLimits.Indexing limits;
    private final LongSupplier nanos;
    private final Consumer<Work> results;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Did, Lane> lanes = new HashMap<>();
    private final DelayQueue<Due> due = new DelayQueue<>();

    /// @param results takes what scripts have decided, back to its shard
    Lanes(
            Hooks hooks,
            Asker asker,
            AppViewLimits.Indexing limits,
            LongSupplier nanos,
            Consumer<Work> results) {
        this.hooks = hooks;
        this.asker = asker;
        this.limits = limits;
        this.nanos = nanos;
        this.results = results;
    }

    /// A lane whose first change may be tried from a moment on.
    private record Due(Lane lane, long at, LongSupplier nanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - nanos.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    void start(Loops loops) {
        for (int i = 0; i < limits.hooksMax(); i++) {
            loops.start("index-hook-" + i, this::turn);
        }
    }

    /// Whether a change has to wait; it does then, and the receipt is told later that it is
    /// finished. One that waits already is finished at once. For the shard of the repository.
    boolean take(Lane.Item item) {
        Taking taking = taking(item);
        if (taking == Taking.KNOWN) {
            item.receipt().finished();
        }
        return taking != Taking.FREE;
    }

    /// What becomes of a change.
    private enum Taking {
        WAITS,
        /// It waits already.
        KNOWN,
        /// It need not wait.
        FREE
    }

    private Taking taking(Lane.Item item) {
        boolean asks = hooks.asks(item.step().change());
        Did did = item.name().did();
        lock.lock();
        try {
            Lane lane = lanes.get(did);
            if (!asks && (lane == null || !lane.holds(item.name().path().collection()))) {
                return Taking.FREE;
            }
            if (lane == null) {
                lane = new Lane();
                lanes.put(did, lane);
            }
            if (lane.repeats(item)) {
                return Taking.KNOWN;
            }
            if (lane.add(item)) {
                schedule(lane, Duration.ZERO);
            }
            return Taking.WAITS;
        } finally {
            lock.unlock();
        }
    }

    /// Drops what waits of an account that is gone. For its shard.
    void drop(Did did) {
        List<Lane.Item> dropped = new ArrayList<>();
        lock.lock();
        try {
            Lane lane = lanes.remove(did);
            if (lane != null) {
                dropped.addAll(lane.clear());
            }
        } finally {
            lock.unlock();
        }
        dropped.forEach(item -> item.receipt().finished());
    }

    /// Waits until a lane is due and tries its first change.
    private void turn() throws InterruptedException {
        Lane lane = due.take().lane();
        Lane.Item item = first(lane);
        if (item == null) {
            return;
        }
        Optional<List<Step>> decided = Optional.empty();
        try {
            decided = asker.ask(item);
        } finally {
            if (decided.isEmpty()) {
                schedule(lane, pause(lane, item));
            }
        }
        decided.ifPresent(steps -> results.accept(result(lane, item, steps)));
    }

    private Lane.@Nullable Item first(Lane lane) {
        lock.lock();
        try {
            return lane.first();
        } finally {
            lock.unlock();
        }
    }

    private Duration pause(Lane lane, Lane.Item item) {
        lock.lock();
        try {
            int doublings = Math.clamp(item.tries().count() - 1, 0, DOUBLINGS_MAX);
            return lane.size() > PATIENT_MAX
                    ? Duration.ZERO
                    : limits.hookPause().multipliedBy(1L << doublings);
        } finally {
            lock.unlock();
        }
    }

    private void schedule(Lane lane, Duration pause) {
        due.add(new Due(lane, nanos.getAsLong() + pause.toNanos(), nanos));
    }

    /// What a script has decided, as work of the shard. The next change of the lane has its turn
    /// when this one is durable.
    private Work result(Lane lane, Lane.Item item, List<Step> steps) {
        Did did = item.name().did();
        Receipt receipt =
                new Receipt() {
                    @Override
                    public void settled(long position) {
                        // It was when the change began to wait.
                    }

                    @Override
                    public void finished() {
                        end(did, lane, item);
                    }
                };
        BooleanSupplier taken =
                () -> {
                    boolean wanted = leave(lane, item);
                    if (wanted && steps.isEmpty()) {
                        end(did, lane, item);
                    }
                    return wanted;
                };
        return new Work(did, steps, Work.Asking.UNASKED, receipt, taken);
    }

    /// Lets the first change out of its lane; false when it is not there any longer.
    private boolean leave(Lane lane, Lane.Item item) {
        lock.lock();
        try {
            return lane.leave(item);
        } finally {
            lock.unlock();
        }
    }

    private void end(Did did, Lane lane, Lane.Item item) {
        item.receipt().finished();
        lock.lock();
        try {
            if (lane.rest()) {
                lanes.remove(did, lane);
            } else {
                schedule(lane, Duration.ZERO);
            }
        } finally {
            lock.unlock();
        }
    }
}
