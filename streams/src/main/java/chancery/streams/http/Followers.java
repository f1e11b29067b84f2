package chancery.streams.http;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.sync.SyncReader;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Those who follow streams at this moment: as many as there is room for, until the server stops.
///
/// Each has a connection and a thread of its own and reads at its own pace, so that a slow one
/// costs the others nothing.
public final class Followers implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final SyncReader feed;
    private final StreamsLimits.Follow limits;
    private final LongSupplier nanos;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    /// @param nanos a clock for durations
    public Followers(SyncReader feed, StreamsLimits.Follow limits, LongSupplier nanos) {
        this.feed = feed;
        this.limits = limits;
        this.nanos = nanos;
    }

    SyncReader feed() {
        return feed;
    }

    StreamsLimits.Follow limits() {
        return limits;
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /// Takes a place, which is given back by [#leave].
    ///
    /// @throws Fault of kind `TOO_MANY` when there is none, `UNAVAILABLE` when the server stops
    void enter() {
        if (closed) {
            throw Fault.of(Fault.Kind.UNAVAILABLE, "The server stops").retryAfter(RETRY);
        }
        if (count.incrementAndGet() > limits.followers()) {
            count.decrementAndGet();
            throw Fault.of(
                            Fault.Kind.TOO_MANY,
                            "There are " + limits.followers() + " followers already")
                    .retryAfter(RETRY);
        }
    }

    void leave() {
        count.decrementAndGet();
    }

    /// Whether all have to end.
    boolean over() {
        return closed;
    }

    /// Ends all that follow, each within a second, and takes no other.
    @Override
    public void close() {
        closed = true;
    }
}
