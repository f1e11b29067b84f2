package chancery.appview.index.flow;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.web.Fanout;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

final class RoomTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void waitsForRoomBeyondTheLastEvent() throws Exception {
        Room room = new Room(2, 100);
        room.take(1);
        room.take(1);

        assertThat(waited(room, 1, 1)).isTrue();
    }

    @Test
    void waitsForRoomBeyondTheLastByte() throws Exception {
        Room room = new Room(10, 100);
        room.take(50);
        room.take(50);

        assertThat(waited(room, 1, 50)).isTrue();
    }

    @Test
    void fillsToTheLastByte() throws Exception {
        Room room = new Room(10, 100);
        room.take(99);
        room.take(1);

        assertThat(waited(room, 1, 99)).isTrue();
    }

    @Test
    void givesRoomToOneThatIsLargerThanAll() throws Exception {
        Room room = new Room(10, 100);

        room.take(101);

        assertThat(waited(room, 1, 101)).isTrue();
    }

    /// Whether an event of this size came in only after another one had left.
    private static boolean waited(Room room, long size, long leaving) {
        AtomicBoolean left = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Callable<Boolean> comes =
                () -> {
                    begun.countDown();
                    room.take(size);
                    return left.get();
                };
        Callable<Boolean> leaves =
                () -> {
                    begun.await();
                    left.set(true);
                    room.give(leaving);
                    return true;
                };
        return Fanout.all(List.of(comes, leaves), LONG).getFirst();
    }
}
