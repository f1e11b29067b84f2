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
            long seconds = Math.max(1, (waitNanos + SECOND_NANOS - 1) / SECOND_NANOS);
            return new Refusal(Refusal.Kind.TOO_MANY, "RateLimitExceeded", "Rate Limit Exceeded")
                    .with("limit", limit.name())
                    .header("ratelimit-limit", Long.toString(limit.points()))
                    .header("ratelimit-remaining", "0")
                    .header("ratelimit-reset", Long.toString(resetSeconds))
                    .header("ratelimit-policy", limit.policy())
                    .header("retry-after", Long.toString(seconds));
        }
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
        Bucket bucket =
                buckets.computeIfAbsent(
                                limit,
                                _ -> Caffeine.newBuilder().maximumSize(limit.keysMax()).build())
                        .get(charge.key(), _ -> bucket(limit));
        long cost = Math.min(charge.cost(), limit.points());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
        long reset = clock.instant().plusNanos(probe.getNanosToWaitForReset()).getEpochSecond() + 1;
        State state = new State(limit, probe.getRemainingTokens(), reset);
        if (!probe.isConsumed()) {
            throw state.refusal(probe.getNanosToWaitForRefill());
        }
        return state;
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
