package chancery.store.memory;

import chancery.store.Log;

import java.time.Duration;
import java.util.List;

/// One log of a store in memory.
record MemoryLog(String name, MemoryStore store) implements Log {
    @Override
    public long tail() {
        return store.tail(name);
    }

    @Override
    public List<Entry> after(long position, int entriesMax, long bytesMax) {
        return store.after(name, position, entriesMax, bytesMax);
    }

    @Override
    public boolean await(long position, Duration timeout) throws InterruptedException {
        return store.await(name, position, timeout.toNanos());
    }
}
