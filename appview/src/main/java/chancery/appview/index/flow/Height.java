package chancery.appview.index.flow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A number that only grows and can be waited for. Looking at it takes no lock.
final class Height {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private volatile long value;

    Height(long value) {
        this.value = value;
    }

    long value() {
        return value;
    }

    void raise(long to) {
        if (to <= value) {
            return;
        }
        lock.lock();
        try {
            value = Math.max(value, to);
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether it has reached this number; waits for it, at most so long.
    boolean await(long number, Duration timeout) throws InterruptedException {
        if (value >= number) {
            return true;
        }
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (value < number && left > 0) {
                left = raised.awaitNanos(left);
            }
            return value >= number;
        } finally {
            lock.unlock();
        }
    }
}
