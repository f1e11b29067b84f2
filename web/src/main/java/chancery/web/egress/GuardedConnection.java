package chancery.web.egress;

import chancery.atproto.net.Websockets;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// One stream. Frames are asked of the network one by one, and only while there is room.
final class GuardedConnection implements FrameHandler, Websockets.Connection {
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int FRAME_BYTES_MAX = 64 * 1024;

    private final Websockets.Limits limits;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Inbox inbox;

    private @Nullable CoreSession session;
    private boolean asking;
    private boolean closed;
    private boolean pinged;
    private long heardNanos;

    GuardedConnection(Websockets.Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.inbox = new Inbox(limits);
        this.heardNanos = nanos.getAsLong();
    }

    /// Large frames come in parts, so that no more than a part is in memory before it is counted;
    /// silence is watched here.
    static Configuration.ConfigurationCustomizer configuration() {
        Configuration.ConfigurationCustomizer configuration =
                new Configuration.ConfigurationCustomizer();
        configuration.setAutoFragment(true);
        configuration.setMaxFrameSize(FRAME_BYTES_MAX);
        configuration.setIdleTimeout(Duration.ZERO);
        return configuration;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        callback.succeeded();
        boolean late;
        lock.lock();
        try {
            session = opened;
            late = closed;
            asking = !late;
            hear();
        } finally {
            lock.unlock();
        }
        if (late) {
            hangUp(opened);
        } else {
            opened.demand();
        }
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        CoreSession from = heard();
        switch (frame.getOpCode()) {
            case OpCode.PING -> {
                callback.succeeded();
                Frame pong = new Frame(OpCode.PONG, copy(frame.getPayload()));
                from.sendFrame(pong, Callback.from(from::demand), false);
            }
            case OpCode.CLOSE -> callback.succeeded();
            case OpCode.PONG -> {
                callback.succeeded();
                from.demand();
            }
            default -> take(frame, from, callback);
        }
    }

    private void take(Frame frame, CoreSession from, Callback callback) {
        boolean more;
        lock.lock();
        try {
            inbox.add(frame.getOpCode(), frame.getPayload(), frame.isFin());
            more = inbox.room();
            asking = more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        callback.succeeded();
        if (more) {
            from.demand();
        }
    }

    private CoreSession heard() {
        lock.lock();
        try {
            hear();
            CoreSession from = session;
            if (from == null) {
                throw new IllegalStateException("a frame before the opening");
            }
            return from;
        } finally {
            lock.unlock();
        }
    }

    private void hear() {
        heardNanos = nanos.getAsLong();
        pinged = false;
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        end(status.getCode(), status.getReason() == null ? "" : status.getReason());
        callback.succeeded();
    }

    private void end(int code, String reason) {
        lock.lock();
        try {
            inbox.end(code, reason);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Websockets.Message> next(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        Optional<Websockets.Message> next;
        CoreSession from;
        boolean more = false;
        lock.lock();
        try {
            while (inbox.empty() && left > 0) {
                long until = Math.min(left, watchSilence());
                left -= until - Math.max(0, changed.awaitNanos(until));
            }
            next = inbox.poll();
            from = session;
            if (!asking && from != null && inbox.room()) {
                asking = true;
                more = true;
                hear();
            }
        } finally {
            lock.unlock();
        }
        if (more && from != null) {
            from.demand();
        }
        return next;
    }

    /// Asks a silent peer whether it is still there, and gives up one that does not say so. How
    /// long to wait at most before the next look.
    private long watchSilence() {
        long half = limits.silenceMax().toNanos() / 2;
        long silence = nanos.getAsLong() - heardNanos;
        CoreSession with = session;
        if (with == null || silence < half) {
            return Math.max(1, half - silence);
        }
        if (!pinged) {
            pinged = true;
            with.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
        } else if (silence >= 2 * half) {
            inbox.end(CloseStatus.NO_CLOSE, "silent for too long");
            with.abort();
            return 1;
        }
        return TimeUnit.MILLISECONDS.toNanos(100) + Math.max(0, 2 * half - silence);
    }

    @Override
    public void close() {
        CoreSession with;
        lock.lock();
        try {
            closed = true;
            with = session;
        } finally {
            lock.unlock();
        }
        if (with != null) {
            hangUp(with);
        }
    }

    /// Says good-bye, and waits for no answer; a peer that does not even take that is cut off.
    private static void hangUp(CoreSession from) {
        from.setIdleTimeout(FAREWELL);
        from.close(CloseStatus.NORMAL, "", Callback.from(from::abort));
    }
}
