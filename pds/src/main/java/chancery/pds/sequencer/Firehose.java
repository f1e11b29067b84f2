package chancery.pds.sequencer;

import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventFrames;
import chancery.atproto.sync.StoredEvent;
import chancery.store.KeyValue;
import chancery.store.Log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// The stream of frames that subscribers follow: the event log, with numbers put in. Each
/// subscriber pulls; a frame is made once and shared by all who are at it.
public final class Firehose {
    private static final int PAGE = 500;
    private static final long PAGE_BYTES = 4 << 20;
    private static final long SHARED_BYTES = 16 << 20;

    private final Log log;
    private final Duration backfill;
    private final InstantSource clock;
    private final Cache<Long, ByteBuffer> shared =
            Caffeine.newBuilder()
                    .maximumWeight(SHARED_BYTES)
                    .weigher((Long _, ByteBuffer frame) -> frame.remaining() + 64)
                    .build();

    public Firehose(KeyValue store, Duration backfill, InstantSource clock) {
        this.log = store.log(EventLog.NAME);
        this.backfill = backfill;
        this.clock = clock;
    }

    /// A frame for one subscriber; nothing follows the last.
    public record Frame(ByteBuffer bytes, Optional<String> closeReason) {}

    /// Opens the stream after this event, or at the live tail. Before the first is at its
    /// beginning.
    public Follower open(Optional<Long> cursor) {
        if (cursor.isEmpty()) {
            return new Follower(log.tail(), List.of());
        }
        long after = Math.max(0, cursor.get());
        if (after > log.tail()) {
            return new Follower(log.tail(), List.of(failure(EventFrame.Failure.FUTURE_CURSOR)));
        }
        Instant oldest = clock.instant().minus(backfill);
        Optional<Log.Entry> next = entry(after);
        if (next.isEmpty() || !time(next.get()).isBefore(oldest)) {
            return new Follower(after, List.of());
        }
        return new Follower(before(oldest, after), List.of(outdated()));
    }

    /// One subscriber's place in the stream. Not for two threads.
    public final class Follower {
        private final ArrayDeque<Frame> first;
        private final ArrayDeque<Log.Entry> page = new ArrayDeque<>();
        private long position;

        private Follower(long position, List<Frame> first) {
            this.position = position;
            this.first = new ArrayDeque<>(first);
        }

        /// The next frame; empty when none came within `wait`.
        public Optional<Frame> next(Duration wait) throws InterruptedException {
            if (!first.isEmpty()) {
                return Optional.of(first.pop());
            }
            if (page.isEmpty()) {
                turn();
            }
            if (page.isEmpty() && log.await(position, wait)) {
                turn();
            }
            Log.Entry entry = page.poll();
            if (entry == null) {
                return Optional.empty();
            }
            position = entry.position();
            return Optional.of(new Frame(frame(entry).duplicate(), Optional.empty()));
        }

        /// Goes on from the tail when nothing is left before it: the last events may be erased.
        private void turn() {
            long tail = log.tail();
            page.addAll(log.after(position, PAGE, PAGE_BYTES));
            if (page.isEmpty()) {
                position = Math.max(position, tail);
            }
        }
    }

    private ByteBuffer frame(Log.Entry entry) {
        return shared.get(entry.position(), seq -> StoredEvent.decode(entry.value()).frame(seq));
    }

    /// The last position whose event is older than `oldest`, found by halving.
    private long before(Instant oldest, long cursor) {
        long low = cursor;
        long high = log.tail();
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Log.Entry> next = entry(middle);
            if (next.isPresent() && time(next.get()).isBefore(oldest)) {
                low = next.get().position();
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Optional<Log.Entry> entry(long after) {
        return log.after(after, 1, 1).stream().findFirst();
    }

    private static Instant time(Log.Entry entry) {
        return StoredEvent.decode(entry.value()).time();
    }

    private static Frame outdated() {
        return new Frame(wrap(EventFrame.Notice.OUTDATED_CURSOR), Optional.empty());
    }

    private static Frame failure(EventFrame.Failure failure) {
        return new Frame(wrap(failure), Optional.of(failure.error()));
    }

    private static ByteBuffer wrap(EventFrame frame) {
        return ByteBuffer.wrap(EventFrames.encode(frame)).asReadOnlyBuffer();
    }
}
