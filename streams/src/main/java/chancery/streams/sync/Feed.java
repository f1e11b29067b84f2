package chancery.streams.sync;

import java.time.Duration;
import java.util.function.Predicate;

/// The changes of one stream, each record once, where it changed last. A record that changes while
/// somebody reads is told of again, or for the first time, behind what was read.
public interface Feed {
    /// What its cursors are bound to.
    String name();

    /// Before all changes since a moment, in milliseconds since 1970.
    Spot since(long millis);

    /// After all that can be read now, in [SyncCursor#BASE_BYTES] bytes.
    Spot end();

    /// Up to where deletions were forgotten: who has read less cannot go on.
    Spot forgotten();

    /// Tells changes, oldest first, until one is answered with false.
    ///
    /// @return where all before was looked at when none was, and nothing else; `after` where that
    ///     is not known
    Spot each(Spot after, Predicate<News> take);

    /// Waits until there may be more than up to this spot, at most so long.
    void await(Spot end, Duration wait) throws InterruptedException;
}
