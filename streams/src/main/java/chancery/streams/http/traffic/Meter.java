package chancery.streams.http.traffic;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.web.limit.RateLimit;
import chancery.web.limit.RateLimits;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Counts what comes in a time, each quota so many times what the original has; with no factor,
/// nothing.
final class Meter {
    private final int factor;
    private final RateLimits rates;

    Meter(StreamsLimits.Traffic limits, InstantSource clock) {
        this.factor = limits.factor();
        RateLimits.Switch on = factor == 0 ? RateLimits.Switch.OFF : RateLimits.Switch.ON;
        this.rates = new RateLimits(on, clock);
    }

    /// How many times the quotas of the original there are; 0 for no bound.
    int factor() {
        return factor;
    }

    /// Something that is counted.
    ///
    /// @param name of the quota
    /// @param key of what has the quota
    /// @param points of the original in the time
    /// @param words what it is, after its number
    record Quota(String name, String key, long points, Duration time, String words) {}

    /// So much of a quota.
    record Cost(Quota quota, long points) {}

    /// Takes all or, as far as nobody else takes at the same time, nothing.
    ///
    /// @throws Fault of kind `TOO_MANY` when one of them has not enough left
    void take(List<Cost> costs) {
        for (Cost cost : costs) {
            if (left(cost.quota()) < cost.points()) {
                takeOne(cost);
            }
        }
        costs.forEach(this::takeOne);
    }

    private void takeOne(Cost cost) {
        Quota quota = cost.quota();
        rates.take(limit(quota), quota.key(), cost.points())
                .filter(attempt -> !attempt.granted())
                .ifPresent(attempt -> refuse(quota, attempt));
    }

    private void refuse(Quota quota, RateLimits.Attempt attempt) {
        String words = "Too many requests: at most " + limit(quota).points() + " " + quota.words();
        throw refused(words, Duration.ofSeconds(attempt.waitSeconds()));
    }

    /// Refuses when nothing is left.
    void requireSome(Quota quota) {
        rates.take(limit(quota), quota.key(), 0)
                .filter(attempt -> attempt.state().remaining() < 1)
                .ifPresent(attempt -> refuse(quota, attempt));
    }

    /// Takes what was used already, whether or not there was so much.
    void owe(Quota quota, long points) {
        rates.owe(limit(quota), quota.key(), points);
    }

    private long left(Quota quota) {
        Optional<RateLimits.Attempt> look = rates.take(limit(quota), quota.key(), 0);
        return look.map(attempt -> attempt.state().remaining()).orElse(Long.MAX_VALUE);
    }

    private RateLimit limit(Quota quota) {
        return new RateLimit(quota.name(), quota.points() * factor, quota.time());
    }

    static Fault refused(String words, Duration wait) {
        return Fault.of(Fault.Kind.TOO_MANY, words + "; nothing was done").retryAfter(wait);
    }
}
