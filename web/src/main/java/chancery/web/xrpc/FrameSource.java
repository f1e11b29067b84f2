package chancery.web.xrpc;

import chancery.atproto.data.Value;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// Where the frames of a subscription come from. Each connection pulls at its own pace, so a slow
/// reader costs no memory.
@FunctionalInterface
public interface FrameSource {
    /// Opens the stream for one connection; `params` are checked.
    Frames open(Value.Map params);

    /// The frames of one connection, pulled on its own virtual thread.
    interface Frames extends AutoCloseable {
        /// The next frame; empty when none came within `wait`.
        Optional<Frame> next(Duration wait) throws InterruptedException;

        @Override
        void close();
    }

    /// A frame, ready to be sent; the buffer is shared and read-only.
    sealed interface Frame {
        /// An ordinary frame.
        record Message(ByteBuffer bytes) implements Frame {}

        /// The last frame: it is sent, then the connection is closed with `reason`.
        record Last(ByteBuffer bytes, String reason) implements Frame {}
    }
}
