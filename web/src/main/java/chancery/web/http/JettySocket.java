package chancery.web.http;

import chancery.web.WebLimits;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Frame;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// One websocket: a conversation that pulls and sends on its own thread, and a listener that
/// watches what comes in, which is nothing but pongs from a well-behaved peer. Public
/// because the websocket library looks its methods up.
public final class JettySocket implements Session.Listener.AutoDemanding, Socket {
    private static final Logger LOG = LoggerFactory.getLogger(JettySocket.class);
    private static final long FRAME_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int GOING_AWAY = 1001;
    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;
    private static final byte FIRST_CONTROL = 8;

    private final WebLimits.Sockets limits;
    private final LongSupplier nanos;
    private final Response.Conversation conversation;
    private final Executor executor;
    private final Consumer<JettySocket> left;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile @Nullable Session session;
    private volatile @Nullable Thread talker;
    private volatile long heardNanos;
    private long pingedNanos;
    private boolean awaitingPong;
    private long windowNanos;
    private int windowFrames;
    private long messageBytes;

    JettySocket(
            WebLimits.Sockets limits,
            LongSupplier nanos,
            Response.Conversation conversation,
            Executor executor,
            Consumer<JettySocket> left) {
        this.limits = limits;
        this.nanos = nanos;
        this.conversation = conversation;
        this.executor = executor;
        this.left = left;
        this.heardNanos = nanos.getAsLong();
        this.pingedNanos = heardNanos;
        this.windowNanos = heardNanos;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        if (closing.getCount() == 0) {
            // Closed before it was open: the server stops.
            opened.close(GOING_AWAY, "", Callback.NOOP);
        }
        executor.execute(() -> talk(opened));
    }

    private void talk(Session opened) {
        talker = Thread.currentThread();
        try {
            if (!ended.isDone()) {
                conversation.hold(this);
            }
            close(1000, "");
        } catch (InterruptedException _) {
            close(GOING_AWAY, "");
        } catch (RuntimeException | Error failure) {
            LOG.error("a websocket conversation failed", failure);
            close(1011, "InternalServerError");
        } finally {
            talker = null;
            Thread.interrupted();
            conversation.end();
            hangUp(opened);
        }
    }

    /// Gives the peer a moment to see the close frame and to answer it, then lets go.
    private void hangUp(Session opened) {
        try {
            ended.get(limits.pong().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            opened.disconnect();
        } catch (InterruptedException _) {
            opened.disconnect();
        }
    }

    @Override
    public Sent send(ByteBuffer message) throws InterruptedException {
        Session to = session;
        if (to == null || !to.isOpen() || closing.getCount() == 0) {
            return Sent.GONE;
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        to.sendBinary(
                message.duplicate(),
                Callback.from(() -> sent.complete(null), sent::completeExceptionally));
        try {
            if (!sent.isDone()) {
                sent.get(limits.write().toNanos(), TimeUnit.NANOSECONDS);
                // The peer made room, so it reads, although a pong may be far behind in the queue.
                heardNanos = nanos.getAsLong();
            }
            return sent.isCompletedExceptionally() ? Sent.GONE : Sent.SENT;
        } catch (TimeoutException _) {
            return Sent.STUCK;
        } catch (ExecutionException _) {
            return Sent.GONE;
        }
    }

    @Override
    public boolean alive() {
        Session with = session;
        if (with == null || !with.isOpen() || closing.getCount() == 0) {
            return false;
        }
        long now = nanos.getAsLong();
        if (awaitingPong && heardNanos - pingedNanos >= 0) {
            awaitingPong = false;
        }
        if (awaitingPong) {
            return now - pingedNanos < limits.pong().toNanos();
        }
        if (now - pingedNanos >= limits.ping().toNanos()) {
            pingedNanos = now;
            awaitingPong = true;
            with.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
        return true;
    }

    @Override
    public void close(int code, String reason) {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        Session with = session;
        if (with != null) {
            with.close(code, reason, Callback.NOOP);
        }
        Thread reader = talker;
        if (reader != null && reader != Thread.currentThread()) {
            reader.interrupt();
        }
    }

    @Override
    public void onWebSocketFrame(Frame frame, Callback callback) {
        long now = nanos.getAsLong();
        heardNanos = now;
        if (now - windowNanos > FRAME_WINDOW_NANOS) {
            windowNanos = now;
            windowFrames = 0;
        }
        if (++windowFrames > limits.inboundFramesMax()) {
            close(POLICY, "too many frames");
        }
        if (frame.getOpCode() < FIRST_CONTROL) {
            requireShort(frame);
        }
        callback.succeed();
    }

    /// Clients have nothing to say on a subscription; what they say all the same is dropped, and
    /// must be short.
    private void requireShort(Frame frame) {
        messageBytes += frame.getPayloadLength();
        if (messageBytes > limits.inboundBytesMax()) {
            close(TOO_BIG, "message too large");
        }
        if (frame.isFin()) {
            messageBytes = 0;
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("a websocket failed", cause);
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        if (ended.complete(null)) {
            left.accept(this);
            Thread reader = talker;
            if (reader != null) {
                reader.interrupt();
            }
        }
        callback.succeed();
    }
}
