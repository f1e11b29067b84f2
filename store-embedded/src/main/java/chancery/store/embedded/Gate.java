package chancery.store.embedded;

import chancery.store.StoreClosedException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Counts who is inside, so that native memory is freed after the last one has left. Shutting lets
/// nobody in any more.
final class Gate {
    private static final long SHUT = 1L << 62;
    private static final Duration STEP = Duration.ofMillis(1);

    private final AtomicLong inside = new AtomicLong();

    void enter() {
        if (inside.incrementAndGet() >= SHUT) {
            inside.decrementAndGet();
            throw new StoreClosedException();
        }
    }

    void leave() {
        inside.decrementAndGet();
    }

    /// Shuts the gate; true the first time.
    boolean shut() {
        return inside.getAndUpdate(n -> n >= SHUT ? n : n + SHUT) < SHUT;
    }

    boolean isShut() {
        return inside.get() >= SHUT;
    }

    /// Waits until all have left; false when some stay longer than the time.
    boolean emptied(Duration time) {
        long steps = time.dividedBy(STEP);
        while (inside.get() != SHUT && steps-- > 0) {
            LockSupport.parkNanos(STEP.toNanos());
        }
        return inside.get() == SHUT;
    }
}
