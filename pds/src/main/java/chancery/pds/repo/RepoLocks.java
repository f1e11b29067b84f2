package chancery.pds.repo;

import chancery.atproto.syntax.Did;
import chancery.web.Refusal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One writer per repository in this process, first come, first served. A *turn* keeps others out
/// over several writes. The threads that its work starts belong to it: such as the coroutines of a
/// script, of which one runs at a time.
public final class RepoLocks {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    /// Two turns may wait for each other's repositories; then one has to give up soon.
    private static final Duration WAIT_WITHIN_TURN_MAX = Duration.ofSeconds(1);

    private static final InheritableThreadLocal<@Nullable Turn> TURNS =
            new InheritableThreadLocal<>();

    private final ConcurrentMap<Did, Queue> queues = new ConcurrentHashMap<>();

    /// The writers of one repository; there while anybody is in it.
    private static final class Queue {
        private final ReentrantLock lock = new ReentrantLock(true);
        private final AtomicInteger users = new AtomicInteger();
    }

    /// A turn, and those it lies within.
    private static final class Turn {
        private final RepoLocks locks;
        private final Did did;
        private final @Nullable Turn outer;
        private volatile boolean open = true;

        Turn(RepoLocks locks, Did did, @Nullable Turn outer) {
            this.locks = locks;
            this.did = did;
            this.outer = outer;
        }
    }

    /// Runs `work` while nobody else writes to this repository.
    ///
    /// @throws Refusal when others write for too long
    public <T> T with(Did did, Supplier<T> work) {
        if (mine(did)) {
            return work.get();
        }
        Queue queue = queues.compute(did, (_, found) -> joined(found));
        try {
            acquire(queue.lock);
            try {
                return work.get();
            } finally {
                queue.lock.unlock();
            }
        } finally {
            queues.compute(did, (_, _) -> left(queue));
        }
    }

    /// The same for work that writes several times, on this thread and those it starts.
    public <T> T inTurn(Did did, Supplier<T> work) {
        return with(
                did,
                () -> {
                    Turn outer = TURNS.get();
                    Turn turn = new Turn(this, did, outer);
                    TURNS.set(turn);
                    try {
                        return work.get();
                    } finally {
                        turn.open = false;
                        TURNS.set(outer);
                    }
                });
    }

    /// How many repositories have writers now.
    int size() {
        return queues.size();
    }

    /// How many write this repository, or wait for it.
    int users(Did did) {
        Queue queue = queues.get(did);
        return queue == null ? 0 : queue.users.get();
    }

    private boolean mine(Did did) {
        for (Turn turn = TURNS.get(); turn != null; turn = turn.outer) {
            if (turn.open && turn.locks == this && turn.did.equals(did)) {
                return true;
            }
        }
        return false;
    }

    private void acquire(ReentrantLock lock) {
        Duration patience = TURNS.get() == null ? WAIT_MAX : WAIT_WITHIN_TURN_MAX;
        try {
            if (lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(
                Refusal.Kind.UNAVAILABLE, "NotEnoughResources", "Too many writers at once");
    }

    private static Queue joined(@Nullable Queue found) {
        Queue queue = found == null ? new Queue() : found;
        queue.users.incrementAndGet();
        return queue;
    }

    private static @Nullable Queue left(Queue queue) {
        return queue.users.decrementAndGet() == 0 ? null : queue;
    }
}
