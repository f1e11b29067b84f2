package chancery.web.limit;

import chancery.web.Refusal;
import chancery.web.http.Response;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Token buckets by limit and key, in memory, bounded. Memory does not fail, so there is nothing
/// here that could fail open or closed; a shared store would have to choose.
public final class RateLimits {
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double FAR_NANOS = Duration.ofDays(36_500).toNanos();

    /// Whether limits hold at all.
    public enum Switch {
        ON,
        OFF
    }

    /// What a client is charged for a request.
    ///
    /// @param cost points; 0 is not counted
    public record Charge(RateLimit limit, String key, long cost) {}

    private final Switch on;
    private final InstantSource clock;
    private final Map<RateLimit, Cache<String, Bucket>> buckets = new ConcurrentHashMap<>();

    public RateLimits(Switch on, InstantSource clock) {
        this.on = on;
        this.clock = clock;
    }

    /// The state of one limit after a charge.
    ///
    /// @param resetSeconds the epoch second at which the bucket is full again
    public record State(RateLimit limit, long remaining, long resetSeconds) {
        /// The response with the headers that tell a client where it stands.
        public Response on(Response response) {
            return response.with("ratelimit-limit", Long.toString(limit.points()))
                    .with("ratelimit-remaining", Long.toString(remaining))
                    .with("ratelimit-reset", Long.toString(resetSeconds))
                    .with("ratelimit-policy", limit.policy());
        }

        private Refusal refusal(long waitNanos) {
            return new Refusal(Refusal.Kind.TOO_MANY, "RateLimitExceeded", "Rate Limit Exceeded")
                    .with("limit", limit.name())
                    .header("ratelimit-limit", Long.toString(limit.points()))
                    .header("ratelimit-remaining", "0")
                    .header("ratelimit-reset", Long.toString(resetSeconds))
                    .header("ratelimit-policy", limit.policy())
                    .header("retry-after", Long.toString(seconds(waitNanos)));
        }
    }

    /// What came of asking for points.
    ///
    /// @param waitSeconds after which there are enough, when there were not
    public record Attempt(State state, boolean granted, long waitSeconds) {}

    /// Takes points of one key, when there are enough; empty when limits do not hold.
    ///
    /// @param cost 0 only looks; more than the bucket can hold is never granted
    public Optional<Attempt> take(RateLimit limit, String key, long cost) {
        if (on == Switch.OFF) {
            return Optional.empty();
        }
        Bucket bucket = bucket(limit, key);
        if (cost >= 1 && cost <= limit.points()) {
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
            return Optional.of(
                    new Attempt(
                            state(limit, probe),
                            probe.isConsumed(),
                            seconds(probe.getNanosToWaitForRefill())));
        }
        long left = bucket.getAvailableTokens();
        long full = clock.instant().plus(filling(limit, limit.points() - left)).getEpochSecond();
        State state = new State(limit, left, full + 1);
        Duration wait = filling(limit, Math.max(0, cost - left));
        return Optional.of(new Attempt(state, cost < 1, Math.max(1, wait.toSeconds())));
    }

    /// Takes points of one key whether or not there are enough: what is owed has to come back
    /// before anything else is granted.
    public void owe(RateLimit limit, String key, long cost) {
        if (on == Switch.ON && cost > 0) {
            bucket(limit, key).consumeIgnoringRateLimits(cost);
        }
    }

    /// How long so many points take to come.
    private static Duration filling(RateLimit limit, long points) {
        double share = (double) points / limit.points();
        double nanos = Math.min(share * limit.window().toNanos(), FAR_NANOS);
        return Duration.ofNanos((long) nanos);
    }

    private static long seconds(long nanos) {
        return Math.max(1, (nanos + SECOND_NANOS - 1) / SECOND_NANOS);
    }

    /// Charges all, and tells the state of the tightest; empty when nothing counts.
    ///
    /// @throws Refusal of kind `TOO_MANY` when one of them has not enough left
    public Optional<State> charge(List<Charge> charges) {
        Optional<State> tightest = Optional.empty();
        for (Charge charge : charges) {
            if (on == Switch.OFF || charge.cost() <= 0) {
                continue;
            }
            State state = charge(charge);
            if (tightest.isEmpty() || state.remaining() < tightest.get().remaining()) {
                tightest = Optional.of(state);
            }
        }
        return tightest;
    }

    private State charge(Charge charge) {
        RateLimit limit = charge.limit();
        long cost = Math.min(charge.cost(), limit.points());
        ConsumptionProbe probe = bucket(limit, charge.key()).tryConsumeAndReturnRemaining(cost);
        State state = state(limit, probe);
        if (!probe.isConsumed()) {
            throw state.refusal(probe.getNanosToWaitForRefill());
        }
        return state;
    }

    private State state(RateLimit limit, ConsumptionProbe probe) {
        long reset = clock.instant().plusNanos(probe.getNanosToWaitForReset()).getEpochSecond() + 1;
        return new State(limit, probe.getRemainingTokens(), reset);
    }

    private Bucket bucket(RateLimit limit, String key) {
        return buckets.computeIfAbsent(
                        limit, _ -> Caffeine.newBuilder().maximumSize(limit.keysMax()).build())
                .get(key, _ -> bucket(limit));
    }

    private Bucket bucket(RateLimit limit) {
        return Bucket.builder()
                .addLimit(
                        stage ->
                                stage.capacity(limit.points())
                                        .refillGreedy(limit.points(), limit.window()))
                .withCustomTimePrecision(new Clock(clock))
                .build();
    }

    /// The clock that came in, as the buckets read it.
    private record Clock(InstantSource source) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return source.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /// How many keys of this limit are remembered.
    public long keys(RateLimit limit) {
        Cache<String, Bucket> known = buckets.get(limit);
        if (known == null) {
            return 0;
        }
        known.cleanUp();
        return known.estimatedSize();
    }
}
