package chancery.pds.repo;

import chancery.atproto.syntax.Did;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One writer per repository in this process. Stripes keep it small; two repositories of one stripe
/// wait for each other and nothing more.
public final class RepoLocks {
    private static final int STRIPES = 4_096;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    public RepoLocks() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock(true);
        }
    }

    /// Runs `work` while nobody else writes to this repository.
    public <T> T with(Did did, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(did.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
