package chancery.store.embedded;

import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;
import chancery.store.StoreLimits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The batches that wait for the committer, bounded by count and bytes.
final class CommitQueue {
    private final StoreLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final Queue<Pending> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    CommitQueue(StoreLimits limits) {
        this.limits = limits;
    }

    /// Adds a batch, waiting for room when there is none.
    void put(Pending pending) {
        lock.lock();
        try {
            awaitRoom(pending.bytes());
            waiting.add(pending);
            bytes += pending.bytes();
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes what waits, at least one batch and then as many as stay within both bounds; empty when
    /// the queue is closed and done.
    List<Pending> take(int countMax, long bytesMax) {
        List<Pending> group = new ArrayList<>();
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            long taken = 0;
            Pending next = waiting.peek();
            while (next != null
                    && (group.isEmpty()
                            || (group.size() < countMax && taken + next.bytes() <= bytesMax))) {
                taken += next.bytes();
                group.add(waiting.remove());
                next = waiting.peek();
            }
            bytes -= taken;
            drained.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    /// Lets nothing more in.
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(long more) {
        long left = limits.queueWait().toNanos();
        while (!closed && full(more) && left > 0) {
            try {
                left = drained.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreBusyException("interrupted while the write queue was full");
            }
        }
        if (closed) {
            throw new StoreClosedException();
        }
        if (full(more)) {
            throw new StoreBusyException("the write queue is full");
        }
    }

    private boolean full(long more) {
        return waiting.size() >= limits.queueCount() || bytes + more > limits.queueBytes();
    }
}
