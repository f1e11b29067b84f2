package chancery.appview.access;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// When users and keys were last used: noted at once in memory and written from time to time, so
/// that no request waits for it. Bounded by how many users and keys there are.
public final class LastUse {
    private final Users users;
    private final ApiKeys keys;
    private final InstantSource clock;
    private final Map<String, Instant> usersSeen = new ConcurrentHashMap<>();
    private final Map<String, Instant> keysSeen = new ConcurrentHashMap<>();

    public LastUse(Users users, ApiKeys keys, InstantSource clock) {
        this.users = users;
        this.keys = keys;
        this.clock = clock;
    }

    /// A user was here.
    public void note(User user) {
        Instant now = minute();
        if (!user.lastUsedAt().equals(Optional.of(now))) {
            usersSeen.put(user.id(), now);
        }
    }

    /// A key was used.
    public void note(ApiKey key) {
        Instant now = minute();
        if (!key.lastUsedAt().equals(Optional.of(now))) {
            keysSeen.put(key.id(), now);
        }
    }

    /// Writes what was noted.
    public void flush() {
        usersSeen.forEach(
                (id, moment) -> {
                    users.used(id, moment);
                    usersSeen.remove(id, moment);
                });
        keysSeen.forEach(
                (id, moment) -> {
                    keys.used(id, moment);
                    keysSeen.remove(id, moment);
                });
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }
}
