package chancery.appview.script;

import chancery.atproto.syntax.Did;
import chancery.web.Refusal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Lets one at a time at each repository, in the order in which they came. Who has the turn may
/// take it again, on its own thread and on those that were started with [#carried] tasks.
///
/// Two that wait for each other's repository do not wait for ever: who has one turn waits for
/// another only a short time.
public final class TurnLocks {
    private static final int STRIPES = 1024;
    private static final ScopedValue<Held> HELD = ScopedValue.newInstance();

    private final Semaphore[] stripes = new Semaphore[STRIPES];
    private final Duration firstWait;
    private final Duration furtherWait;

    /// @param firstWait how long somebody without a turn waits for one
    /// @param furtherWait how long somebody with a turn waits for another
    public TurnLocks(Duration firstWait, Duration furtherWait) {
        this.firstWait = firstWait;
        this.furtherWait = furtherWait;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Semaphore(1, true);
        }
    }

    /// A turn and those that were there before it.
    private record Held(Semaphore turn, @Nullable Held outer) {
        boolean has(Semaphore wanted) {
            return turn == wanted || (outer != null && outer.has(wanted));
        }
    }

    /// Does work in the turn of this repository.
    ///
    /// @throws Refusal of kind `UNAVAILABLE` when the turn did not come in time
    public <T> T inTurn(Did did, Supplier<T> work) {
        Semaphore turn = stripes[Math.floorMod(did.hashCode(), STRIPES)];
        Held before = HELD.isBound() ? HELD.get() : null;
        if (before != null && before.has(turn)) {
            return work.get();
        }
        take(turn, before == null ? firstWait : furtherWait);
        try {
            return ScopedValue.where(HELD, new Held(turn, before)).call(work::get);
        } finally {
            turn.release();
        }
    }

    /// The task, with the turns that the thread which asks has. It must end before those do.
    public static Runnable carried(Runnable task) {
        if (!HELD.isBound()) {
            return task;
        }
        Held held = HELD.get();
        return () -> ScopedValue.where(HELD, held).run(task);
    }

    private static void take(Semaphore turn, Duration wait) {
        try {
            if (turn.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(Refusal.Kind.UNAVAILABLE, "", "the repository is busy");
    }
}
