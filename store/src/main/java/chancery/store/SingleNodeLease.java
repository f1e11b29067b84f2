package chancery.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Leases of a store that one node has for itself: always granted. The token is kept, so that it
/// grows across restarts as well.
public final class SingleNodeLease implements Lease {
    private final KeyValue store;
    private final Map<String, Long> held = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    public SingleNodeLease(KeyValue store) {
        this.store = store;
    }

    @Override
    public Optional<Long> acquire(String name, Duration time) {
        lock.lock();
        try {
            Long token = held.get(name);
            if (token == null) {
                token = next(name);
                held.put(name, token);
            }
            return Optional.of(token);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(String name, long token) {
        lock.lock();
        try {
            held.remove(name, token);
        } finally {
            lock.unlock();
        }
    }

    private long next(String name) {
        Key key = Lease.key(name);
        Optional<byte[]> row = store.get(key);
        long token = row.map(bytes -> ByteBuffer.wrap(bytes).getLong()).orElse(0L) + 1;
        Batch batch = new Batch().put(key, Lease.value(token));
        row.ifPresentOrElse(was -> batch.requireEqual(key, was), () -> batch.requireAbsent(key));
        return switch (store.commit(batch)) {
            case Outcome.Committed _ -> token;
            case Outcome.Conflict _ ->
                    throw new IllegalStateException("two nodes lease from one embedded store");
        };
    }
}
