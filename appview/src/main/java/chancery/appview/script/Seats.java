package chancery.appview.script;

import chancery.web.Refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// So many at one time. A seat that becomes free goes to whoever holds the fewest, the first of
/// them; the last seats are kept for those who hold none. So nobody who asks for many keeps out
/// somebody who asks for one.
final class Seats {
    private static final int KEPT_SHARE = 8;

    private final int count;
    private final int kept;
    private final int waitingMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiter> waiting = new ArrayList<>();
    private final Map<String, Integer> held = new HashMap<>();
    private int taken;

    /// @param waitingMax that wait; one more is refused at once
    Seats(int count, int waitingMax) {
        this.count = count;
        this.kept = count == 1 ? 0 : Math.max(1, count / KEPT_SHARE);
        this.waitingMax = waitingMax;
    }

    /// Somebody who wants a seat, and has it as soon as `seated`.
    private static final class Waiter {
        private final String who;
        private final Condition served;
        private boolean seated;

        private Waiter(String who, Condition served) {
            this.who = who;
            this.served = served;
        }
    }

    /// Takes a seat, which [#leave] gives back.
    ///
    /// @throws Refusal of kind `UNAVAILABLE` when none became free in time
    void take(String who, Duration wait) {
        lock.lock();
        try {
            Waiter waiter = new Waiter(who, lock.newCondition());
            waiting.add(waiter);
            serve();
            if (!waiter.seated && (waiting.size() > waitingMax || !awaited(waiter, wait))) {
                waiting.remove(waiter);
                throw busy();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Gives a seat back.
    void leave(String who) {
        lock.lock();
        try {
            taken--;
            held.computeIfPresent(who, (_, seats) -> seats == 1 ? null : seats - 1);
            serve();
        } finally {
            lock.unlock();
        }
    }

    /// How many wait now.
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private static boolean awaited(Waiter waiter, Duration wait) {
        long left = wait.toNanos();
        try {
            while (!waiter.seated && left > 0) {
                left = waiter.served.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return waiter.seated;
    }

    private void serve() {
        for (Optional<Waiter> next = next(); next.isPresent(); next = next()) {
            Waiter waiter = next.get();
            waiting.remove(waiter);
            waiter.seated = true;
            taken++;
            held.merge(waiter.who, 1, Integer::sum);
            waiter.served.signal();
        }
    }

    private Optional<Waiter> next() {
        return waiting.stream()
                .min(Comparator.comparingInt(this::seats))
                .filter(waiter -> taken < count - (seats(waiter) == 0 ? 0 : kept));
    }

    private int seats(Waiter waiter) {
        return held.getOrDefault(waiter.who, 0);
    }

    private static Refusal busy() {
        return new Refusal(
                        Refusal.Kind.UNAVAILABLE,
                        "NotEnoughResources",
                        "too many scripts run at this moment")
                .header("retry-after", "1");
    }
}
