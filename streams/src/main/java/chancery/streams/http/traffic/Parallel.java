package chancery.streams.http.traffic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many requests are in work, by a key.
final class Parallel<K> {
    private final Map<K, Integer> inWork = new ConcurrentHashMap<>();

    /// Counts one more, when there may be so many.
    boolean enter(K key, long max) {
        if (inWork.merge(key, 1, Integer::sum) <= max) {
            return true;
        }
        leave(key);
        return false;
    }

    void leave(K key) {
        inWork.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
}
