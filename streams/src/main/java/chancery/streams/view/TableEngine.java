package chancery.streams.view;

import chancery.store.column.ColumnFiles;
import chancery.store.column.Columns;
import chancery.store.column.ColumnsBrokenException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The one engine of all tables: opened when it is first needed, and anew over emptied files when
/// it broke. It may break as often as it likes; nothing but answers waits for it.
final class TableEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableEngine.class);
    private static final Duration REST = Duration.ofSeconds(10);

    private final ColumnFiles files;
    private final LongSupplier nanos;
    private Optional<Running> running = Optional.empty();
    private Optional<ColumnsBrokenException> failure = Optional.empty();
    private long generation;
    private long failedAt;
    private final AtomicLong breaks = new AtomicLong();
    private boolean damaged;
    private boolean closed;

    /// @param nanos a clock for durations
    TableEngine(ColumnFiles files, LongSupplier nanos) {
        this.files = files;
        this.nanos = nanos;
    }

    /// An engine that was opened.
    ///
    /// @param generation which of all that were opened, counted from 1
    record Running(long generation, Columns columns) {}

    /// The engine that is open.
    ///
    /// @throws ColumnsBrokenException when there is none; some time later it is tried again
    synchronized Running running() {
        if (closed) {
            throw new ColumnsBrokenException("the view is closed", new IllegalStateException());
        }
        if (running.isEmpty()) {
            running = Optional.of(opened());
        }
        return running.get();
    }

    private Running opened() {
        if (failure.isPresent() && nanos.getAsLong() - failedAt < REST.toNanos()) {
            throw failure.get();
        }
        try {
            Columns columns = damaged ? files.openEmpty() : open();
            damaged = false;
            return new Running(++generation, columns);
        } catch (ColumnsBrokenException e) {
            LOG.error("the view cannot be opened; questions read the records themselves", e);
            failedAt = nanos.getAsLong();
            failure = Optional.of(e);
            throw e;
        }
    }

    private Columns open() {
        try {
            return files.open();
        } catch (ColumnsBrokenException e) {
            LOG.warn("the tables of the view are damaged and are filled again", e);
            breaks.incrementAndGet();
            return files.openEmpty();
        }
    }

    /// Closes an engine that broke and empties its files. Who says it later says nothing new.
    synchronized void broken(long which, ColumnsBrokenException cause) {
        if (running.isEmpty() || running.get().generation() != which) {
            return;
        }
        LOG.error("the engine of the view broke; all its tables are filled again", cause);
        breaks.incrementAndGet();
        Columns columns = running.get().columns();
        running = Optional.empty();
        damaged = true;
        columns.close();
    }

    /// How often it broke.
    long breaks() {
        return breaks.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.ifPresent(open -> open.columns().close());
        running = Optional.empty();
    }
}
