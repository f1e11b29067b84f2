package chancery.appview.index;

import chancery.atproto.syntax.Did;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where changes come from, in the order of their numbers: the log of this server, a relay, a
/// Jetstream.
public interface Feed {
    /// The name under which its cursor is kept.
    String name();

    /// Opens the stream after this number: it itself was seen. 0 begins where the source does.
    Stream after(long cursor);

    /// One stream. Not for two threads.
    interface Stream extends AutoCloseable {
        /// What happened next; empty when nothing did within `wait`, or when the other side is
        /// away, which the stream mends by itself.
        Optional<Item> next(Duration wait) throws InterruptedException;

        @Override
        void close();
    }

    /// What happened to one account at one moment.
    ///
    /// @param cursor its number; grows along the stream
    /// @param bytes it counts for while it is not finished
    record Item(long cursor, Did did, List<Change> changes, long bytes) {
        public Item {
            changes = List.copyOf(changes);
        }
    }
}
