package chancery.appview.index.flow;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bounds what is unfinished: feeds wait when there is no room.
final class Room {
    private final int eventsMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private int events;
    private long bytes;

    Room(int eventsMax, long bytesMax) {
        this.eventsMax = eventsMax;
        this.bytesMax = bytesMax;
    }

    /// Takes room for one event; one that is larger than everything gets it when there is no other.
    void take(long size) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events > 0 && (events >= eventsMax || bytes + size > bytesMax)) {
                freed.await();
            }
            events++;
            bytes += size;
        } finally {
            lock.unlock();
        }
    }

    void give(long size) {
        lock.lock();
        try {
            events--;
            bytes -= size;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
