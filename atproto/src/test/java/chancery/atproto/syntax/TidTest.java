package chancery.atproto.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class TidTest {
    @Property
    void readsBackWhatItWasMadeOf(
            @ForAll @LongRange(min = 0, max = (1L << 53) - 1) long micros,
            @ForAll @IntRange(min = 0, max = 1023) int clockId) {
        Tid tid = Tid.parse(Tid.of(micros, clockId).value());

        assertThat(tid.micros()).isEqualTo(micros);
        assertThat(tid.clockId()).isEqualTo(clockId);
    }

    @Property
    void sortsLikeItsNumbers(
            @ForAll @LongRange(min = 0, max = (1L << 53) - 1) long a,
            @ForAll @LongRange(min = 0, max = (1L << 53) - 1) long b) {
        int order = Tid.of(a, 3).compareTo(Tid.of(b, 3));

        assertThat(Integer.signum(order)).isEqualTo(Long.compare(a, b));
    }

    @Test
    void writesKnownAnswers() {
        assertThat(Tid.of(0, 0)).hasToString("2222222222222");
        assertThat(Tid.of((1L << 53) - 1, 1023)).hasToString("bzzzzzzzzzzzz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "3jzfcijpj2z2", "3jzfcijpj2z2aa", "3jzfcijpj2z21", "0000000000000",
                "kjzfcijpj2z2a", "zzzzzzzzzzzzz", "3JZFCIJPJ2Z2A", "3jzf-cij-pj2z", "3jzfcijpj2z2é"
            })
    void refusesWhatIsNoTid(String text) {
        assertThatThrownBy(() -> Tid.parse(text)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> Tid.of(1L << 53, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tid.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tid.of(0, 1024)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TidClock(() -> 0, 1024))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void growsWhileTheClockStandsOrGoesBack() {
        AtomicLong now = new AtomicLong(1_000);
        TidClock clock = new TidClock(now::get, 7);

        Tid first = clock.next();
        Tid second = clock.next();
        now.set(10);
        Tid third = clock.next();
        now.set(5_000);
        Tid fourth = clock.next();

        assertThat(List.of(first, second, third, fourth))
                .extracting(Tid::micros)
                .containsExactly(1_000L, 1_001L, 1_002L, 5_000L);
        assertThat(fourth.clockId()).isEqualTo(7);
    }

    @Test
    void followsATidFromTheFutureWithoutStayingThere() {
        TidClock clock = new TidClock(() -> 1_000, 7);

        Tid after = clock.nextAfter(Tid.of(9_000, 900));

        assertThat(after).isEqualTo(Tid.of(9_001, 7));
        assertThat(clock.next().micros()).isLessThan(2_000);
    }

    @Test
    void followsATidOfTheSameMoment() {
        TidClock clock = new TidClock(() -> 1_000, 7);

        assertThat(clock.nextAfter(Tid.of(1_000, 8))).isEqualTo(Tid.of(1_001, 7));
        assertThat(clock.nextAfter(Tid.of(5, 8)).micros()).isEqualTo(1_001);
    }

    @Test
    void refusesToFollowTheLastOne() {
        TidClock clock = new TidClock(() -> 1_000, 7);

        assertThatThrownBy(() -> clock.nextAfter(Tid.parse("bzzzzzzzzzzzz")))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void givesEachThreadItsOwn() {
        TidClock clock = new TidClock(() -> 1_000, 7);
        Set<Tid> seen = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 20_000).parallel().forEach(_ -> seen.add(clock.next()));

        assertThat(seen).hasSize(20_000);
    }
}
