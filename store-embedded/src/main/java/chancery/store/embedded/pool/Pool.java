package chancery.store.embedded.pool;

import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Connections that are lent to one caller at a time; who waits too long for one is turned away.
public final class Pool<C extends Pool.Connection> implements AutoCloseable {
    private final ArrayBlockingQueue<C> idle;
    private final Duration patience;
    private int size;
    private final AtomicBoolean closed = new AtomicBoolean();

    public Pool(int size, Duration patience) {
        this.idle = new ArrayBlockingQueue<>(size);
        this.patience = patience;
    }

    /// Opens as many connections as it is to have.
    public void fill(Source<C> source) throws SQLException {
        while (idle.remainingCapacity() > 0) {
            idle.add(source.open());
            size++;
        }
    }

    /// Takes a connection; it is given back.
    public C take() {
        if (closed.get()) {
            throw new StoreClosedException();
        }
        C session = waited();
        if (session == null) {
            throw closed.get()
                    ? new StoreClosedException()
                    : new StoreBusyException("too many reads at a time");
        }
        return session;
    }

    public void give(C session) {
        idle.add(session);
    }

    /// Closes the connections as they come back. Reads are bounded in time, so they do; one that
    /// does not is left to the end of the process. Nothing happens the second time.
    @Override
    public void close() throws SQLException {
        if (closed.getAndSet(true)) {
            return;
        }
        for (int i = 0; i < size; i++) {
            C session = waited();
            if (session != null) {
                session.close();
            }
        }
    }

    /// Takes without waiting first: who is interrupted still gets what nobody uses.
    private @Nullable C waited() {
        C free = idle.poll();
        if (free != null) {
            return free;
        }
        try {
            return idle.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// What is lent.
    public interface Connection extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /// Opens a connection.
    @FunctionalInterface
    public interface Source<C> {
        C open() throws SQLException;
    }
}
