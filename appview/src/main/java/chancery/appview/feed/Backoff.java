package chancery.appview.feed;

import java.time.Duration;

/// How long to wait before the next attempt: twice as long each time, up to a limit. For one
/// thread.
final class Backoff {
    private final Duration first;
    private final Duration max;
    private Duration next;

    Backoff(Duration first, Duration max) {
        this.first = first;
        this.max = max;
        this.next = first;
    }

    /// The pause before the next attempt; the one after it is longer.
    Duration pause() {
        Duration pause = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(max) > 0 ? max : twice;
        return pause;
    }

    /// An attempt went well.
    void reset() {
        next = first;
    }
}
