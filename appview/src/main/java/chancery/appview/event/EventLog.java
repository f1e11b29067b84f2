package chancery.appview.event;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.appview.truth.Shelf.Entry;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The event log in the store. Events wait in a bounded queue and are written in batches; whoever
/// adds one never waits. Ids are moments in microseconds, pushed on where two would be the same.
public final class EventLog implements Events, AutoCloseable {
    private static final int BATCH = 500;
    private static final int SUBJECT_UNITS = 4_096;
    private static final String DROPPED = "event_log.dropped";

    private final KeyValue store;
    private final Shelf<LoggedEvent> shelf;
    private final AppViewLimits.EventLog limits;
    private final InstantSource clock;
    private final BlockingQueue<LoggedEvent> queue;
    private final Semaphore signal = new Semaphore(0);
    private final AtomicLong last;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    public EventLog(KeyValue store, AppViewLimits.EventLog limits, InstantSource clock) {
        this.store = store;
        this.shelf = new Shelf<>(Place.events(store), "event", LoggedEvent.codec());
        this.limits = limits;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(limits.queueMax());
        List<Entry<LoggedEvent>> newest = shelf.last("", 1);
        this.last =
                new AtomicLong(
                        newest.isEmpty()
                                ? 0
                                : HexFormat.fromHexDigitsToLong(newest.getFirst().id()));
    }

    /// A page of the log.
    ///
    /// @param next where to go on; empty at the end of the log
    public record Page(List<LoggedEvent> events, Optional<String> next) {
        public Page {
            events = List.copyOf(events);
        }
    }

    @Override
    public void add(AppEvent event) {
        Instant now = clock.instant();
        long micros = Kept.micros(now);
        String id = HexFormat.of().toHexDigits(last.accumulateAndGet(micros, EventLog::later));
        if (queue.offer(new LoggedEvent(id, bounded(event), now))) {
            signal.release();
        } else {
            dropped.incrementAndGet();
        }
    }

    private static long later(long last, long now) {
        return Math.max(last + 1, now);
    }

    private AppEvent bounded(AppEvent event) {
        int bytes = event.detail().write().getBytes(StandardCharsets.UTF_8).length;
        Json.Members detail =
                bytes <= limits.detailBytes()
                        ? event.detail()
                        : Json.Members.builder().put("omitted_bytes", bytes).build();
        return new AppEvent(
                event.type(),
                event.severity(),
                event.actor(),
                event.subject().map(EventLog::shortened),
                detail);
    }

    private static String shortened(String subject) {
        if (subject.length() <= SUBJECT_UNITS) {
            return subject;
        }
        int end = Character.isHighSurrogate(subject.charAt(SUBJECT_UNITS - 1)) ? 1 : 0;
        return subject.substring(0, SUBJECT_UNITS - end);
    }

    /// Waits for events, at most a second, and writes them; for a loop.
    public void turn() throws InterruptedException {
        if (signal.tryAcquire(1, TimeUnit.SECONDS)) {
            signal.drainPermits();
            flush();
        }
    }

    /// Writes all events that were added before the call.
    public synchronized void flush() {
        List<LoggedEvent> events = new ArrayList<>(BATCH);
        while (queue.drainTo(events, BATCH) > 0) {
            write(events);
            events.clear();
        }
        long lost = dropped.get();
        if (lost > told.getAndSet(lost)) {
            Json.Members detail = Json.Members.builder().put("count", lost).build();
            add(AppEvent.info(DROPPED, "", detail).as(AppEvent.Severity.WARN));
        }
    }

    private void write(List<LoggedEvent> events) {
        Batch batch = new Batch();
        events.forEach(event -> shelf.put(batch, event.id(), event));
        try {
            store.commit(batch);
        } catch (StoreBusyException | StoreClosedException _) {
            dropped.addAndGet(events.size());
        }
    }

    /// How many events found no room since the start.
    public long dropped() {
        return dropped.get();
    }

    /// The events that a query means, the newest first. A page may end early when many events had
    /// to be passed over.
    public Page find(EventQuery query) {
        List<LoggedEvent> found = new ArrayList<>();
        String before = query.before();
        for (int seen = 0; seen < limits.scanMax(); ) {
            List<Entry<LoggedEvent>> chunk =
                    shelf.last(before, Math.min(BATCH, limits.scanMax() - seen));
            if (chunk.isEmpty()) {
                return new Page(found, Optional.empty());
            }
            for (Entry<LoggedEvent> entry : chunk) {
                seen++;
                before = entry.id();
                if (query.admits(entry.row().event())) {
                    found.add(entry.row());
                }
                if (found.size() == query.limit()) {
                    return new Page(found, next(before));
                }
            }
        }
        return new Page(found, next(before));
    }

    private Optional<String> next(String before) {
        return shelf.last(before, 1).isEmpty() ? Optional.empty() : Optional.of(before);
    }

    /// Deletes what is older than it may be, and the oldest of what is too many; how many.
    public long sweep() {
        long cutoff = Kept.micros(clock.instant().minus(limits.retention()));
        long surplus = count() - limits.countMax();
        long deleted = 0;
        while (true) {
            List<Entry<LoggedEvent>> oldest = shelf.page("", BATCH);
            Batch batch = new Batch();
            for (Entry<LoggedEvent> entry : oldest) {
                boolean old = HexFormat.fromHexDigitsToLong(entry.id()) < cutoff;
                if (old || deleted + batch.changes().size() < surplus) {
                    shelf.delete(batch, entry.id());
                }
            }
            if (batch.changes().isEmpty()) {
                return deleted;
            }
            store.commit(batch);
            deleted += batch.changes().size();
        }
    }

    private long count() {
        long count = 0;
        String after = "";
        while (true) {
            List<Entry<LoggedEvent>> page = shelf.page(after, BATCH);
            if (page.isEmpty()) {
                return count;
            }
            count += page.size();
            after = page.getLast().id();
        }
    }

    /// Writes what waits.
    @Override
    public void close() {
        flush();
    }
}
