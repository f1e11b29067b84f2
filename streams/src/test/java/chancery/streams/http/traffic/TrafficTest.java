package chancery.streams.http.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ProjectName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// How many requests may be in work at the same time, at the edge of each lane.
final class TrafficTest {
    private static final Who ME = new Who(new ProjectName("dev"), "me");
    private static final Who YOU = new Who(new ProjectName("dev"), "you");
    private static final Who ELSEWHERE = new Who(new ProjectName("other"), "me");

    private final AtomicLong seconds = new AtomicLong(1_000_000);

    private Traffic traffic(int factor) {
        return Counters.of(
                        new StreamsLimits.Traffic(factor),
                        () -> Instant.ofEpochSecond(seconds.get()))
                .traffic();
    }

    /// Enters in a second of its own, so that nothing but the others in work is in its way.
    private Traffic.Pass enter(Traffic traffic, Who who, Lane lane) {
        seconds.incrementAndGet();
        return traffic.enter(who, List.of(lane));
    }

    private void refused(Traffic traffic, Who who, Lane lane, String words) {
        assertThatThrownBy(() -> enter(traffic, who, lane))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> {
                            assertThat(fault.kind()).isEqualTo(Fault.Kind.TOO_MANY);
                            assertThat(fault.retryAfter()).isPresent();
                        })
                .hasMessageContaining("at the same time")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @EnumSource
    void letsInAsManyAtATimeAsTheOriginalTimesTheFactor(Lane lane) {
        for (int factor : new int[] {1, 3}) {
            Traffic traffic = traffic(factor);
            int own = lane.caller().atATime() * factor;
            int all = lane.project().atATime() * factor;
            List<Traffic.Pass> mine = new ArrayList<>();

            for (int i = 0; i < own; i++) {
                mine.add(enter(traffic, ME, lane));
            }
            if (own < all) {
                refused(traffic, ME, lane, "at most " + own);
            }
            for (int i = own; i < all; i++) {
                enter(traffic, YOU, lane);
            }
            refused(traffic, YOU, lane, "of a project");

            enter(traffic, ELSEWHERE, lane).close();
            mine.getFirst().close();
            enter(traffic, YOU, lane).close();
            enter(traffic, ME, lane);
            refused(traffic, YOU, lane, "at most " + all);
        }
    }

    @Test
    void takesNoPlaceWhenItRefuses() {
        Traffic traffic = traffic(1);
        List<Lane> both = List.of(Lane.MUTABLE_READS, Lane.STREAM_CHANGES);
        Traffic.Pass first = traffic.enter(ME, List.of(Lane.STREAM_CHANGES));
        for (int i = 0; i < 100; i++) {
            seconds.incrementAndGet();
            assertThatThrownBy(() -> traffic.enter(ME, both)).isInstanceOf(Fault.class);
        }
        first.close();
        seconds.incrementAndGet();

        traffic.enter(ME, both).close();
        assertThatThrownBy(() -> traffic.enter(ME, both)).hasMessageContaining("a second");
        seconds.incrementAndGet();
        traffic.enter(ME, both).close();
    }

    @Test
    void boundsNothingWithoutAFactor() {
        Traffic traffic = traffic(0);

        for (int i = 0; i < 1_000; i++) {
            traffic.enter(ME, List.of(Lane.STREAM_CHANGES));
        }
    }
}
