package chancery.appview.feed;

import chancery.appview.limit.AppViewLimits;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.web.Fanout;
import chancery.web.Refusal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of repositories. Many are looked up at the same time, so that one slow host costs the
/// others little; who was not found is left alone for a while. For one thread.
final class SigningKeys {
    private static final Duration LOOK_UP_MAX = Duration.ofSeconds(5);

    /// How long a failure, or a second look, is not repeated.
    private static final Duration REST = Duration.ofMinutes(1);

    private final DidResolver dids;
    private final InstantSource clock;
    private final Map<Did, Entry> entries;
    private final Map<Did, Instant> refreshed;

    private record Entry(Optional<PublicKey> key, Instant at) {}

    SigningKeys(DidResolver dids, InstantSource clock, AppViewLimits.Feeds limits) {
        this.dids = dids;
        this.clock = clock;
        this.entries = new Recent<>(limits.repositoriesMax());
        this.refreshed = new Recent<>(limits.repositoriesMax());
    }

    /// Looks up the keys of those that are not known.
    void prepare(Collection<Did> wanted) {
        List<Did> unknown = wanted.stream().distinct().filter(this::unknown).toList();
        if (unknown.isEmpty()) {
            return;
        }
        Map<Did, PublicKey> found = new ConcurrentHashMap<>();
        List<Callable<Boolean>> tasks =
                unknown.stream()
                        .<Callable<Boolean>>map(
                                did ->
                                        () -> {
                                            look(did).ifPresent(key -> found.put(did, key));
                                            return true;
                                        })
                        .toList();
        try {
            Fanout.all(tasks, LOOK_UP_MAX);
        } catch (Refusal slow) {
            // Who was found in time is known; the others rest.
        }
        unknown.forEach(did -> keep(did, Optional.ofNullable(found.get(did))));
    }

    private boolean unknown(Did did) {
        Entry entry = entries.get(did);
        return entry == null || (entry.key.isEmpty() && rested(entry));
    }

    private boolean rested(Entry entry) {
        return !entry.at.plus(REST).isAfter(clock.instant());
    }

    private Optional<PublicKey> look(Did did) {
        try {
            return dids.resolve(did).flatMap(DidDocument::signingKey);
        } catch (FetchException away) {
            return Optional.empty();
        }
    }

    /// The key, as far as it is known.
    Optional<PublicKey> find(Did did) {
        prepare(List.of(did));
        return Optional.ofNullable(entries.get(did)).flatMap(Entry::key);
    }

    /// The key as it is now, past any cache; empty when that was asked within the last minute.
    Optional<PublicKey> refresh(Did did) {
        Instant now = clock.instant();
        Instant before = refreshed.get(did);
        if (before != null && before.plus(REST).isAfter(now)) {
            return Optional.empty();
        }
        refreshed.put(did, now);
        try {
            Optional<PublicKey> key = dids.refresh(did).flatMap(DidDocument::signingKey);
            keep(did, key);
            return key;
        } catch (FetchException away) {
            return Optional.empty();
        }
    }

    void forget(Did did) {
        entries.remove(did);
    }

    private void keep(Did did, Optional<PublicKey> key) {
        entries.put(did, new Entry(key, clock.instant()));
    }

    /// A map of the entries that were used last.
    static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int max;

        Recent(int max) {
            super(16, 0.75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
        }
    }
}
