package chancery.appview.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what a stream said that could not be used, and warns of the first, and then ever more
/// seldom: a peer cannot fill the log. For one thread.
public final class Rejects {
    private static final Logger LOG = LoggerFactory.getLogger(Rejects.class);

    private final String stream;
    private long count;
    private long warnAt = 1;

    public Rejects(String stream) {
        this.stream = stream;
    }

    /// One more.
    ///
    /// @param reason never what a message held
    public void add(String reason) {
        count++;
        if (count == warnAt) {
            LOG.warn("{} left out {} messages so far; the last: {}", stream, count, reason);
            warnAt *= 2;
        }
    }

    /// How many there were.
    public long count() {
        return count;
    }
}
