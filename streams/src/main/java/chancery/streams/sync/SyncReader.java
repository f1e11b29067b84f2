package chancery.streams.sync;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.query.Filter;
import chancery.streams.query.Matcher;
import chancery.streams.sign.Signer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/// Reads the feed of changes page by page. A page ends when it is full or large, and also when much
/// was looked at in vain: then it is short, and says that there is more.
public final class SyncReader {
    private static final int LOOKED_AT_MAX = 50_000;

    private final Signer signer;
    private final StreamsLimits.Reads limits;
    private final InstantSource clock;
    private final LongSupplier nanos;

    public SyncReader(
            Signer signer, StreamsLimits.Reads limits, InstantSource clock, LongSupplier nanos) {
        this.signer = signer;
        this.limits = limits;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// Where to begin: a cursor, or a time when there is none.
    public SyncCursor begin(Feed feed, Optional<String> cursor, Optional<String> initialize) {
        if (cursor.isPresent()) {
            return SyncCursor.read(cursor.get(), signer, feed);
        }
        long since =
                initialize
                        .map(text -> InitialTime.read(text, clock.millis()))
                        .orElseThrow(
                                () ->
                                        Fault.invalid(
                                                "One of cursor and initializeCursor must be"
                                                        + " there"));
        Spot base = feed.end();
        return new SyncCursor(feed.since(since), base);
    }

    /// A cursor after all that happened until now.
    public SyncCursor now(Feed feed) {
        Spot end = feed.end();
        return new SyncCursor(end, end);
    }

    /// The cursor after one change of a page.
    ///
    /// @param begun the cursor that the page came after
    public String after(Feed feed, SyncCursor begun, News news) {
        return new SyncCursor(news.spot(), begun.base()).text(signer, feed);
    }

    /// The page after a cursor.
    ///
    /// @param size how many bytes a change has in the answer
    public SyncPage page(
            Feed feed, SyncCursor cursor, Filter filter, int limit, ToIntFunction<News> size) {
        Walk walk = new Walk(cursor.seen(), limit, size, filter);
        Spot end = feed.each(cursor.seen(), walk::take);
        // Deletions may have been forgotten while they were read.
        cursor.requireFresh(feed);
        SyncCursor next = new SyncCursor(walk.more ? walk.seen : walk.seen.or(end), cursor.base());
        return new SyncPage(walk.taken, next.text(signer, feed), walk.more);
    }

    /// One page on its way.
    private final class Walk {
        private final List<News> taken = new ArrayList<>();
        private final long start = nanos.getAsLong();
        private final int limit;
        private final ToIntFunction<News> size;
        private final Filter filter;
        private Spot seen;
        private long bytes;
        private int lookedAt;
        private boolean more;

        Walk(Spot seen, int limit, ToIntFunction<News> size, Filter filter) {
            this.seen = seen;
            this.limit = limit;
            this.size = size;
            this.filter = filter;
        }

        /// Takes a change or leaves it out; false when the page ends before it.
        boolean take(News news) {
            boolean tired =
                    lookedAt == LOOKED_AT_MAX
                            || (lookedAt > 0
                                    && nanos.getAsLong() - start > limits.time().toNanos());
            boolean wanted = Matcher.matches(filter, news.record());
            int grows = wanted ? size.applyAsInt(news) : 0;
            boolean large = !taken.isEmpty() && bytes + grows > limits.syncBytes();
            if (tired || taken.size() == limit || large) {
                more = true;
                return false;
            }
            lookedAt++;
            seen = news.spot();
            if (wanted) {
                taken.add(news);
                bytes += grows;
            }
            return true;
        }
    }
}
