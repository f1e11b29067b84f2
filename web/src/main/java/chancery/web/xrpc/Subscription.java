package chancery.web.xrpc;

import chancery.atproto.data.Value;
import chancery.web.http.Response;
import chancery.web.http.Socket;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// Pulls frames and sends them, one at a time, at the pace of the reader. A reader that is too slow
/// for one frame is closed; it costs nobody else anything.
final class Subscription implements Response.Conversation {
    private static final int POLICY = 1008;
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final FrameSource source;
    private final Value.Map params;
    private FrameSource.@Nullable Frames frames;

    Subscription(FrameSource source, Value.Map params) {
        this.source = source;
        this.params = params;
    }

    @Override
    public void begin() {
        frames = source.open(params);
    }

    @Override
    public void hold(Socket socket) throws InterruptedException {
        FrameSource.Frames opened = Objects.requireNonNull(frames);
        while (socket.alive()) {
            Optional<FrameSource.Frame> next = opened.next(WAIT);
            if (next.isPresent() && !forward(next.get(), socket)) {
                return;
            }
        }
    }

    @Override
    public void end() {
        FrameSource.Frames opened = frames;
        if (opened != null) {
            opened.close();
        }
    }

    /// Sends the frame; false when it was the last.
    private static boolean forward(FrameSource.Frame frame, Socket socket)
            throws InterruptedException {
        return switch (frame) {
            case FrameSource.Frame.Message(var bytes) -> sent(bytes, socket);
            case FrameSource.Frame.Last(var bytes, var reason) -> {
                if (sent(bytes, socket)) {
                    socket.close(POLICY, reason);
                }
                yield false;
            }
        };
    }

    private static boolean sent(ByteBuffer bytes, Socket socket) throws InterruptedException {
        return switch (socket.send(bytes)) {
            case SENT -> true;
            case STUCK -> {
                socket.close(POLICY, "ConsumerTooSlow");
                yield false;
            }
            case GONE -> false;
        };
    }
}
