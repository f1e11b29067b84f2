package chancery.atproto.identity;

import java.time.Duration;

/// How much a cache of documents keeps, and for how long.
///
/// @param staleAfter age from which an entry is still served and refreshed meanwhile
/// @param droppedAfter age from which an entry is no longer served
public record CacheLimits(int entriesMax, Duration staleAfter, Duration droppedAfter) {
    public static final CacheLimits STANDARD =
            new CacheLimits(10_000, Duration.ofHours(1), Duration.ofDays(1));
}
