package chancery.pds.sequencer;

import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.sync.StoredEvent;
import chancery.store.KeyValue;
import chancery.store.Log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/// The events of this host, for views inside the same process: the log itself, without a window.
public final class LocalEvents implements EventSource {
    private static final int PAGE = 500;
    private static final long PAGE_BYTES = 4 << 20;

    private final Log log;

    public LocalEvents(KeyValue store) {
        this.log = store.log(EventLog.NAME);
    }

    /// The number of the newest event that is durable.
    public long tail() {
        return log.tail();
    }

    @Override
    public Events after(long cursor) {
        return new Following(cursor);
    }

    private final class Following implements Events {
        private final ArrayDeque<Log.Entry> page = new ArrayDeque<>();
        private long position;

        Following(long position) {
            this.position = position;
        }

        @Override
        public Optional<EventFrame> next(Duration wait) throws InterruptedException {
            if (page.isEmpty() && log.await(position, wait)) {
                turn();
            }
            Log.Entry entry = page.poll();
            if (entry == null) {
                return Optional.empty();
            }
            position = entry.position();
            return Optional.of(StoredEvent.decode(entry.value()).sequenced(position));
        }

        /// Goes on from the tail when nothing is left before it: the last events may be erased.
        private void turn() {
            long tail = log.tail();
            page.addAll(log.after(position, PAGE, PAGE_BYTES));
            if (page.isEmpty()) {
                position = Math.max(position, tail);
            }
        }

        @Override
        public void close() {
            page.clear();
        }
    }
}
