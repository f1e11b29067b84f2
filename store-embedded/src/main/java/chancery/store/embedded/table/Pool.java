package chancery.store.embedded.table;

import chancery.store.StoreBusyException;
import chancery.store.StoreClosedException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Connections that are lent to one caller at a time; who waits too long for one is turned away.
final class Pool<C extends Pool.Connection> implements AutoCloseable {
    private final ArrayBlockingQueue<C> idle;
    private final int size;
    private final Duration wait;
    private volatile boolean closed;

    /// Opens as many connections as it is to have.
    Pool(int size, Duration wait, Source<C> source) throws SQLException {
        this.idle = new ArrayBlockingQueue<>(size);
        this.size = size;
        this.wait = wait;
        List<C> opened = new ArrayList<>();
        try {
            while (opened.size() < size) {
                opened.add(source.open());
            }
        } catch (SQLException e) {
            for (C session : opened) {
                session.close();
            }
            throw e;
        }
        idle.addAll(opened);
    }

    /// Takes a connection; it is given back.
    C take() {
        if (closed) {
            throw new StoreClosedException();
        }
        C session = waited();
        if (session == null) {
            throw closed
                    ? new StoreClosedException()
                    : new StoreBusyException("too many reads at a time");
        }
        return session;
    }

    void give(C session) {
        idle.add(session);
    }

    /// Closes the connections as they come back. Reads are bounded in time, so they do; one that
    /// does not is left to the end of the process.
    @Override
    public void close() throws SQLException {
        closed = true;
        for (int i = 0; i < size; i++) {
            C session = waited();
            if (session != null) {
                session.close();
            }
        }
    }

    private @Nullable C waited() {
        try {
            return idle.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// What is lent.
    interface Connection extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /// Opens a connection.
    @FunctionalInterface
    interface Source<C> {
        C open() throws SQLException;
    }
}
