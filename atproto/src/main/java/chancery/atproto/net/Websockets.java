package chancery.atproto.net;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Streams of messages from other hosts, pulled one by one. Who pulls slowly is sent slowly: what
/// waits is bounded, and nothing more is read until there is room. The implementation decides which
/// addresses may be reached at all.
public interface Websockets {
    /// Opens a stream.
    ///
    /// @throws FetchException when nobody took the call in time, or the address may not be reached
    Connection connect(Call call) throws InterruptedException;

    /// Whom to call.
    ///
    /// @param uri with the scheme `wss`, or `ws` where that is allowed
    record Call(URI uri, Map<String, String> headers, Limits limits) {
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /// What one stream may cost.
    ///
    /// @param messageBytesMax a larger message is dropped
    /// @param waitingBytesMax of messages that were not pulled; no more than one goes beyond
    /// @param silenceMax how long the other side may say nothing, not even in answer to a ping
    record Limits(int messageBytesMax, int waitingBytesMax, Duration silenceMax) {}

    /// An open stream. Not for two threads.
    interface Connection extends AutoCloseable {
        /// What came next; empty when nothing did within `wait`. After the end nothing but the end
        /// comes.
        Optional<Message> next(Duration wait) throws InterruptedException;

        @Override
        void close();
    }

    /// What comes on a stream.
    sealed interface Message {
        record Text(String text) implements Message {}

        record Binary(byte[] bytes) implements Message {}

        /// A message that was larger than allowed, and was dropped.
        record TooLarge(long bytes) implements Message {}

        /// The stream is over.
        ///
        /// @param reason never what a message held
        record End(int code, String reason) implements Message {}
    }
}
