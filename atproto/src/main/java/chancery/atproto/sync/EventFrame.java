package chancery.atproto.sync;

import chancery.atproto.syntax.SyntaxException;

import java.util.Optional;

/// One message of an event stream.
public sealed interface EventFrame {
    /// Numbers are below 2^53, so that every client can hold them.
    long SEQ_MAX = (1L << 53) - 1;

    /// An event with its number, which grows along the stream; there may be gaps.
    record Sequenced(long seq, Event event) implements EventFrame {
        public Sequenced {
            requireSeq(seq);
        }
    }

    /// A word of the host about the stream itself; it has no number.
    record Notice(String name, Optional<String> message) implements EventFrame {
        /// The cursor is older than what the host still has.
        public static final Notice OUTDATED_CURSOR =
                new Notice(
                        "OutdatedCursor",
                        Optional.of("Requested cursor exceeded limit. Possibly missing events"));
    }

    /// Why the host closes the stream; nothing follows.
    record Failure(String error, Optional<String> message) implements EventFrame {
        /// The cursor is past the last event.
        public static final Failure FUTURE_CURSOR =
                new Failure("FutureCursor", Optional.of("Cursor in the future."));

        /// The client reads more slowly than events come.
        public static final Failure CONSUMER_TOO_SLOW =
                new Failure("ConsumerTooSlow", Optional.of("Stream consumer too slow"));
    }

    /// Refuses what is not a number of an event.
    static long requireSeq(long seq) {
        if (seq < 1 || seq > SEQ_MAX) {
            throw new SyntaxException("Invalid event: seq must be from 1 to 2^53 - 1");
        }
        return seq;
    }
}
