package chancery.pds.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventFrames;
import chancery.atproto.sync.EventSource;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.Log;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

class FirehoseTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final int EVENTS = 2_000;
    private static final int CLIENTS = 40;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.678Z"));
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Log log = store.log(EventLog.NAME);
    private final CountDownLatch connected = new CountDownLatch(CLIENTS);
    private final Firehose firehose = new Firehose(store, Duration.ofHours(24), now::get);

    @Test
    void withoutCursorOnlyNewEventsCome() throws InterruptedException {
        append(3);
        Firehose.Follower follower = firehose.open(Optional.empty());

        append(2);

        assertThat(seqs(follower)).containsExactly(4L, 5L);
    }

    @Test
    void cursorZeroGivesEveryEventThenLiveOnes() throws InterruptedException {
        append(3);
        Firehose.Follower follower = firehose.open(Optional.of(0L));
        List<Long> before = seqs(follower);

        append(1);

        assertThat(before).containsExactly(1L, 2L, 3L);
        assertThat(seqs(follower)).containsExactly(4L);
    }

    @Test
    void cursorGivesWhatComesAfterIt() throws InterruptedException {
        append(5);

        assertThat(seqs(firehose.open(Optional.of(3L)))).containsExactly(4L, 5L);
        assertThat(seqs(firehose.open(Optional.of(5L)))).isEmpty();
    }

    @Test
    void negativeCursorIsTheBeginning() throws InterruptedException {
        append(2);

        assertThat(seqs(firehose.open(Optional.of(-1L)))).containsExactly(1L, 2L);
        assertThat(seqs(firehose.open(Optional.of(Long.MIN_VALUE)))).containsExactly(1L, 2L);
    }

    @Test
    void cursorPastTheTailIsToldAndCloses() throws InterruptedException {
        append(2);

        Firehose.Frame last = firehose.open(Optional.of(3L)).next(Duration.ZERO).orElseThrow();

        assertThat(decoded(last)).isEqualTo(EventFrame.Failure.FUTURE_CURSOR);
        assertThat(last.closeReason()).contains("FutureCursor");
    }

    @Test
    void outdatedCursorIsToldThenTheWindowBeginsAtItsEarliestEvent() throws InterruptedException {
        for (int hour = 0; hour < 40; hour++) {
            append(1);
            now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        }

        Firehose.Follower follower = firehose.open(Optional.of(2L));
        Firehose.Frame first = follower.next(Duration.ZERO).orElseThrow();

        assertThat(decoded(first)).isEqualTo(EventFrame.Notice.OUTDATED_CURSOR);
        assertThat(first.closeReason()).isEmpty();
        assertThat(seqs(follower)).isEqualTo(LongStream.rangeClosed(17, 40).boxed().toList());
    }

    @Test
    void windowIsFoundAmongErasedEventsWhereverTheyAre() throws InterruptedException {
        for (int hour = 0; hour < 40; hour++) {
            append(1);
            now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        }
        erase(LongStream.rangeClosed(10, 25).boxed().toList());
        erase(List.of(40L));

        Firehose.Follower follower = firehose.open(Optional.of(0L));
        Firehose.Frame first = follower.next(Duration.ZERO).orElseThrow();

        assertThat(decoded(first)).isEqualTo(EventFrame.Notice.OUTDATED_CURSOR);
        assertThat(seqs(follower)).isEqualTo(LongStream.rangeClosed(26, 39).boxed().toList());
    }

    @Test
    void oldCursorWithNothingOldAfterItIsInTheWindow() throws InterruptedException {
        append(2);
        now.updateAndGet(time -> time.plus(Duration.ofHours(24)));
        append(1);

        Firehose.Follower edge = firehose.open(Optional.of(0L));
        now.updateAndGet(time -> time.plusMillis(1));
        Firehose.Follower over = firehose.open(Optional.of(0L));
        Firehose.Follower behind = firehose.open(Optional.of(2L));

        assertThat(seqs(edge)).containsExactly(1L, 2L, 3L);
        assertThat(decoded(over.next(Duration.ZERO).orElseThrow()))
                .isEqualTo(EventFrame.Notice.OUTDATED_CURSOR);
        assertThat(seqs(over)).containsExactly(3L);
        assertThat(seqs(behind)).containsExactly(3L);
    }

    @Test
    void followerWaitsWhenTheLastEventsAreErased() throws InterruptedException {
        append(2);
        erase(List.of(1L, 2L));
        Firehose.Follower follower = firehose.open(Optional.of(0L));
        Duration wait = Duration.ofMillis(50);

        long before = System.nanoTime();
        Optional<Firehose.Frame> none = follower.next(wait);
        long waited = System.nanoTime() - before;

        assertThat(none).isEmpty();
        assertThat(waited).isGreaterThanOrEqualTo(wait.toNanos());
    }

    @Test
    void localFollowerWaitsWhenTheLastEventsAreErased() throws InterruptedException {
        append(2);
        erase(List.of(1L, 2L));
        Duration wait = Duration.ofMillis(50);

        try (EventSource.Events events = new LocalEvents(store).after(0)) {
            events.next(wait);
            long before = System.nanoTime();
            events.next(wait);
            long waited = System.nanoTime() - before;
            append(1);

            assertThat(waited).isGreaterThanOrEqualTo(wait.toNanos());
            assertThat(events.next(WAIT).map(FirehoseTest::seq)).contains(3L);
        }
    }

    @Test
    void frameIsMadeOnceForAllFollowers() throws InterruptedException {
        append(1);

        ByteBuffer one = frame(firehose.open(Optional.of(0L)));
        ByteBuffer other = frame(firehose.open(Optional.of(0L)));
        one.position(one.limit());

        assertThat(one.isReadOnly()).isTrue();
        assertThat(other.remaining()).isPositive();
        assertThat(firehose.open(Optional.of(0L)).next(WAIT).orElseThrow().bytes())
                .isEqualTo(other);
    }

    @Test
    void w6EveryFollowerSeesAnExactSuffixWhileEventsAreWritten() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Followed>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client(i)));
            }
            append(EVENTS - 1);
            connected.await();
            append(1);

            for (Future<Followed> client : clients) {
                Followed followed = client.get();
                assertThat(followed.seqs())
                        .isEqualTo(
                                LongStream.rangeClosed(followed.cursor() + 1, EVENTS)
                                        .boxed()
                                        .toList());
            }
        }
    }

    /// What a client asked for and what it got until the last event.
    private record Followed(long cursor, List<Long> seqs) {}

    /// Connects when its share of the events is there, at a random cursor or at the tail.
    private Callable<Followed> client(int number) {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        return () -> {
            log.await((long) number * EVENTS / CLIENTS, WAIT);
            Optional<Long> cursor =
                    number % 4 == 0
                            ? Optional.empty()
                            : Optional.of(random.nextLong(log.tail() + 1));
            Firehose.Follower follower = firehose.open(cursor);
            connected.countDown();
            List<Long> seqs = new ArrayList<>();
            do {
                seqs.add(seq(decoded(follower.next(WAIT).orElseThrow())));
            } while (seqs.getLast() < EVENTS);
            return new Followed(cursor.orElse(seqs.getFirst() - 1), seqs);
        };
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            Batch batch = new Batch();
            EventLog.append(batch, new Event.Identity(ALICE, Optional.empty(), now.get()));
            store.commit(batch);
        }
    }

    private void erase(List<Long> seqs) {
        store.commit(new Batch().erase(EventLog.NAME, seqs));
    }

    private static List<Long> seqs(Firehose.Follower follower) throws InterruptedException {
        List<Long> seqs = new ArrayList<>();
        Optional<Firehose.Frame> next = follower.next(Duration.ZERO);
        while (next.isPresent()) {
            seqs.add(seq(decoded(next.get())));
            next = follower.next(Duration.ZERO);
        }
        return seqs;
    }

    private static ByteBuffer frame(Firehose.Follower follower) throws InterruptedException {
        return follower.next(WAIT).orElseThrow().bytes();
    }

    private static EventFrame decoded(Firehose.Frame frame) {
        byte[] bytes = new byte[frame.bytes().remaining()];
        frame.bytes().get(bytes);
        return EventFrames.decode(bytes).orElseThrow();
    }

    private static long seq(EventFrame frame) {
        if (frame instanceof EventFrame.Sequenced(var seq, Event.Identity(var did, _, _))) {
            assertThat(did).isEqualTo(ALICE);
            return seq;
        }
        throw new AssertionError(frame.toString());
    }
}
