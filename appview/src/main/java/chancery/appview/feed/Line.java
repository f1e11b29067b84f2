package chancery.appview.feed;

import chancery.atproto.net.FetchException;
import chancery.atproto.net.Websockets;
import chancery.atproto.net.Websockets.Message;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A stream that is opened again whenever it ended, after a pause that grows while nothing comes.
/// For one thread.
public final class Line implements AutoCloseable {
    private final Websockets sockets;
    private final Station station;
    private final Backoff backoff;
    private final LongSupplier nanos;
    private Websockets.@Nullable Connection connection;
    private long notBefore;
    private boolean lost;

    /// Who is called, and who wants to know how it went.
    public interface Station {
        /// Whom to call now.
        ///
        /// @throws FetchException when that cannot be found out
        Websockets.Call call();

        /// The line is open.
        void connected(Websockets.Call call);

        /// The line was lost, or could not be opened; said once, until it is open again.
        void disconnected(String reason);
    }

    /// @param first the pause before the second attempt
    public Line(
            Websockets sockets, Station station, Duration first, Duration max, LongSupplier nanos) {
        this.sockets = sockets;
        this.station = station;
        this.backoff = new Backoff(first, max);
        this.nanos = nanos;
        this.notBefore = nanos.getAsLong();
    }

    /// What came next, never an end; empty when nothing did within `wait`, or when the line was
    /// lost. An attempt to connect may take longer than that.
    public Optional<Message> next(Duration wait) throws InterruptedException {
        Websockets.Connection open = connection;
        if (open == null) {
            long pause = notBefore - nanos.getAsLong();
            if (pause > 0) {
                TimeUnit.NANOSECONDS.sleep(Math.min(pause, wait.toNanos()));
            } else {
                connect();
            }
            return Optional.empty();
        }
        Optional<Message> message = open.next(wait);
        if (message.isPresent() && message.get() instanceof Message.End(var code, var reason)) {
            lose(reason.isEmpty() ? "closed with code " + code : reason);
            return Optional.empty();
        }
        if (message.isPresent()) {
            backoff.reset();
        }
        return message;
    }

    private void connect() throws InterruptedException {
        try {
            Websockets.Call call = station.call();
            connection = sockets.connect(call);
            lost = false;
            station.connected(call);
        } catch (FetchException failed) {
            lose(String.valueOf(failed.getMessage()));
        }
    }

    /// Ends the stream because of what came on it; it is opened again after the pause.
    public void lose(String reason) {
        close();
        notBefore = nanos.getAsLong() + backoff.pause().toNanos();
        if (!lost) {
            lost = true;
            station.disconnected(reason);
        }
    }

    /// Ends the stream because another call is needed; it is opened again at once.
    public void reopen() {
        close();
        backoff.reset();
        notBefore = nanos.getAsLong();
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
