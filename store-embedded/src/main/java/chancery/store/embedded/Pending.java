package chancery.store.embedded;

import chancery.store.Batch;
import chancery.store.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;

/// A batch on its way through the committer, and the thread that waits for it.
final class Pending {
    private final Batch batch;
    private final EncodedBatch encoded;
    private final long bytes;
    private final Thread caller = Thread.currentThread();
    private @Nullable Outcome decided;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable RuntimeException failure;

    Pending(Batch batch, EncodedBatch encoded, long bytes) {
        this.batch = batch;
        this.encoded = encoded;
        this.bytes = bytes;
    }

    Batch batch() {
        return batch;
    }

    EncodedBatch encoded() {
        return encoded;
    }

    long bytes() {
        return bytes;
    }

    /// Notes how it will end, for the committer alone.
    void decide(Outcome how) {
        decided = how;
    }

    @Nullable Outcome decided() {
        return decided;
    }

    /// Answers the caller with what was decided.
    void complete() {
        outcome = decided;
        LockSupport.unpark(caller);
    }

    void fail(RuntimeException why) {
        failure = why;
        LockSupport.unpark(caller);
    }

    /// Waits for the end; an interrupt is kept for later, since the write cannot be called back.
    Outcome await() {
        boolean interrupted = false;
        while (outcome == null && failure == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Outcome end = outcome;
        if (end == null) {
            throw new IllegalStateException("the store stopped", failure);
        }
        return end;
    }
}
