package chancery.atproto.sync;

import java.time.Duration;
import java.util.Optional;

/// Where events come from, in the order of their numbers: the local log, a relay, a Jetstream. Each
/// follower pulls at its own pace; nothing is pushed.
public interface EventSource {
    /// Opens the stream after this event: `cursor` itself was seen, 0 begins with the oldest.
    Events after(long cursor);

    /// One follower's stream. Not for two threads.
    interface Events extends AutoCloseable {
        /// The next message; empty when none came within `wait`. After a failure nothing comes.
        Optional<EventFrame> next(Duration wait) throws InterruptedException;

        @Override
        void close();
    }
}
