package chancery.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.web.Refusal;
import chancery.web.http.Response;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class RateLimitsTest {
    private static final RateLimit THREE = new RateLimit("three", 3, Duration.ofSeconds(30), 100);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RateLimits limits = new RateLimits(RateLimits.Switch.ON, () -> now);

    private void charge(String key, long cost) {
        limits.charge(List.of(new RateLimits.Charge(THREE, key, cost)));
    }

    @Test
    void refusesTheChargeAfterTheLast() {
        charge("a", 3);

        assertThatThrownBy(() -> charge("a", 1))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
                            assertThat(refusal.headers())
                                    .containsEntry("ratelimit-limit", "3")
                                    .containsEntry("ratelimit-remaining", "0")
                                    .containsEntry("ratelimit-policy", "3;w=30")
                                    .containsEntry("retry-after", "10");
                        });
    }

    @Test
    void refillsWithTime() {
        charge("a", 3);
        now = now.plusSeconds(10);

        charge("a", 1);

        assertThatThrownBy(() -> charge("a", 1)).isInstanceOf(Refusal.class);
    }

    @Test
    void keepsKeysApart() {
        charge("a", 3);

        charge("b", 3);

        assertThat(limits.keys(THREE)).isEqualTo(2);
    }

    @Test
    void tellsTheTightestLimit() {
        RateLimit wide = new RateLimit("wide", 1000, Duration.ofSeconds(30));

        RateLimits.State state =
                limits.charge(
                                List.of(
                                        new RateLimits.Charge(wide, "a", 1),
                                        new RateLimits.Charge(THREE, "a", 1)))
                        .orElseThrow();

        assertThat(state.on(Response.empty(200)).headers())
                .containsEntry("ratelimit-limit", "3")
                .containsEntry("ratelimit-remaining", "2")
                .containsEntry("ratelimit-reset", "1767225611");
    }

    @Test
    void countsNothingForNothing() {
        charge("a", 0);

        assertThat(limits.keys(THREE)).isZero();
    }

    @Test
    void countsNothingWhenOff() {
        RateLimits off = new RateLimits(RateLimits.Switch.OFF, () -> now);

        for (int i = 0; i < 10; i++) {
            assertThat(off.charge(List.of(new RateLimits.Charge(THREE, "a", 3)))).isEmpty();
        }
    }

    @Test
    void remembersABoundedNumberOfKeys() {
        for (int i = 0; i < 10_000; i++) {
            charge("key" + i, 1);
        }

        assertThat(limits.keys(THREE)).isLessThanOrEqualTo(100);
    }

    @Test
    void takesPointsWhileThereAreEnough() {
        RateLimits.Attempt taken = limits.take(THREE, "a", 2).orElseThrow();
        RateLimits.Attempt refused = limits.take(THREE, "a", 2).orElseThrow();

        assertThat(taken.granted()).isTrue();
        assertThat(taken.state().remaining()).isEqualTo(1);
        assertThat(refused.granted()).isFalse();
        assertThat(refused.state().remaining()).isEqualTo(1);
        assertThat(refused.waitSeconds()).isEqualTo(10);
    }

    @Test
    void neverGrantsMoreThanTheBucketHolds() {
        RateLimits.Attempt most = limits.take(THREE, "a", 3).orElseThrow();
        RateLimits.Attempt more = limits.take(THREE, "b", 4).orElseThrow();

        assertThat(most.granted()).isTrue();
        assertThat(more.granted()).isFalse();
        assertThat(more.waitSeconds()).isEqualTo(10);
        assertThat(limits.take(THREE, "b", 3).orElseThrow().granted()).isTrue();
    }

    @Test
    void onlyLooksForNothing() {
        limits.take(THREE, "a", 3);

        RateLimits.Attempt look = limits.take(THREE, "a", 0).orElseThrow();

        assertThat(look.granted()).isTrue();
        assertThat(look.state().remaining()).isZero();
        assertThat(look.state().resetSeconds()).isEqualTo(now.getEpochSecond() + 31);
    }

    @Test
    void grantsNothingUntilWhatIsOwedIsBack() {
        limits.take(THREE, "a", 1);
        limits.owe(THREE, "a", 3);

        assertThat(limits.take(THREE, "a", 0).orElseThrow().state().remaining()).isEqualTo(-1);
        assertThat(limits.take(THREE, "a", 1).orElseThrow().waitSeconds()).isEqualTo(20);
        now = now.plusSeconds(20);
        assertThat(limits.take(THREE, "a", 1).orElseThrow().granted()).isTrue();
        assertThat(limits.take(THREE, "a", 1).orElseThrow().granted()).isFalse();
    }

    @Test
    void takesNothingWhenOff() {
        RateLimits off = new RateLimits(RateLimits.Switch.OFF, () -> now);

        off.owe(THREE, "a", 99);

        assertThat(off.take(THREE, "a", 99)).isEmpty();
    }
}
