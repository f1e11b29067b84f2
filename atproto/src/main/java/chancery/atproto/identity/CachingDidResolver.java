package chancery.atproto.identity;

import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/// Remembers the documents that another resolver found, the ones used last. An old one is served
/// and asked for again in the background; a very old one is forgotten. What was not found is not
/// remembered: it may exist a moment later. Threads may share it.
public final class CachingDidResolver implements DidResolver {
    private final DidResolver origin;
    private final InstantSource clock;
    private final Executor background;
    private final CacheLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Did, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Did> refreshing = new HashSet<>();

    private record Entry(DidDocument document, Instant at) {}

    public CachingDidResolver(
            DidResolver origin, InstantSource clock, Executor background, CacheLimits limits) {
        this.origin = origin;
        this.clock = clock;
        this.background = background;
        this.limits = limits;
    }

    @Override
    public Optional<DidDocument> resolve(Did did) {
        Entry entry = find(did);
        if (entry == null) {
            return refresh(did);
        }
        Duration age = Duration.between(entry.at, clock.instant());
        if (age.compareTo(limits.droppedAfter()) >= 0) {
            return refresh(did);
        }
        if (age.compareTo(limits.staleAfter()) >= 0 && begin(did)) {
            background.execute(() -> refreshQuietly(did));
        }
        return Optional.of(entry.document);
    }

    @Override
    public Optional<DidDocument> refresh(Did did) {
        Optional<DidDocument> found = origin.refresh(did);
        save(did, found);
        return found;
    }

    @Override
    public void forget(Did did) {
        save(did, Optional.empty());
    }

    private void refreshQuietly(Did did) {
        try {
            refresh(did);
        } catch (FetchException e) {
            // The old document stays until it is too old; the next reader tries again.
        } finally {
            end(did);
        }
    }

    private @Nullable Entry find(Did did) {
        lock.lock();
        try {
            return entries.get(did);
        } finally {
            lock.unlock();
        }
    }

    private void save(Did did, Optional<DidDocument> found) {
        lock.lock();
        try {
            if (found.isEmpty()) {
                entries.remove(did);
                return;
            }
            entries.put(did, new Entry(found.get(), clock.instant()));
            if (entries.size() > limits.entriesMax()) {
                entries.remove(entries.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether this caller is the one to refresh.
    private boolean begin(Did did) {
        lock.lock();
        try {
            return refreshing.add(did);
        } finally {
            lock.unlock();
        }
    }

    private void end(Did did) {
        lock.lock();
        try {
            refreshing.remove(did);
        } finally {
            lock.unlock();
        }
    }
}
