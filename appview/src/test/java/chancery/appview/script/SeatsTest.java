package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

final class SeatsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private final List<String> seated = new CopyOnWriteArrayList<>();

    private Thread asks(Seats seats, String who) throws InterruptedException {
        int before = seats.waiting();
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    seats.take(who, LONG);
                                    seated.add(who);
                                });
        while (seats.waiting() == before) {
            Thread.sleep(1);
        }
        return thread;
    }

    @Test
    void seatsAsManyAsThereAreSeats() {
        Seats seats = new Seats(2, 10);
        seats.take("a", Duration.ZERO);
        seats.take("b", Duration.ZERO);

        assertThatThrownBy(() -> seats.take("c", Duration.ZERO))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        busy -> {
                            assertThat(busy.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                            assertThat(busy.headers()).containsEntry("retry-after", "1");
                        });
        seats.leave("a");
        seats.take("c", Duration.ZERO);
    }

    @Test
    void keepsTheLastSeatForThoseWhoHaveNone() {
        Seats seats = new Seats(3, 10);
        seats.take("many", Duration.ZERO);
        seats.take("many", Duration.ZERO);

        assertThatThrownBy(() -> seats.take("many", Duration.ZERO)).isInstanceOf(Refusal.class);
        seats.take("few", Duration.ZERO);
    }

    @Test
    void givesASingleSeatToAnybody() {
        Seats seats = new Seats(1, 10);
        seats.take("a", Duration.ZERO);
        seats.leave("a");
        seats.take("a", Duration.ZERO);

        assertThatThrownBy(() -> seats.take("b", Duration.ZERO)).isInstanceOf(Refusal.class);
    }

    @Test
    void servesWhoHoldsFewestBeforeWhoCameFirst() throws Exception {
        Seats seats = new Seats(2, 10);
        seats.take("many", LONG);
        seats.take("other", LONG);
        Thread first = asks(seats, "many");
        Thread second = asks(seats, "few");

        seats.leave("other");
        second.join(LONG);
        seats.leave("many");
        first.join(LONG);

        assertThat(seated).containsExactly("few", "many");
    }

    @Test
    void refusesAtOnceWhenTooManyWait() throws Exception {
        Seats seats = new Seats(1, 1);
        seats.take("a", LONG);
        Thread waiting = asks(seats, "b");

        assertThatThrownBy(() -> seats.take("c", LONG)).isInstanceOf(Refusal.class);
        seats.leave("a");
        waiting.join(LONG);
        assertThat(seated).containsExactly("b");
    }

    @Test
    void forgetsWhoWasInterrupted() throws Exception {
        Seats seats = new Seats(1, 10);
        CountDownLatch refused = new CountDownLatch(1);
        seats.take("a", LONG);
        Thread waiting =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    assertThatThrownBy(() -> seats.take("b", LONG))
                                            .isInstanceOf(Refusal.class);
                                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                                    refused.countDown();
                                });
        refused.await();
        waiting.join(LONG);

        assertThat(seats.waiting()).isZero();
        seats.leave("a");
        seats.take("c", Duration.ZERO);
    }
}
