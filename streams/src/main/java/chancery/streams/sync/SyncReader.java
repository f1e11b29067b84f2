package chancery.streams.sync;

import chancery.streams.fault.Fault;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.query.Filter;
import chancery.streams.query.Matcher;
import chancery.streams.sign.Signer;
import chancery.streams.truth.Change;
import chancery.streams.truth.Place;
import chancery.streams.truth.StreamTruth;

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
    private static final int INDEX_MAX = 0xffff;

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
    public SyncCursor begin(
            StreamTruth truth, Optional<String> cursor, Optional<String> initialize) {
        if (cursor.isPresent()) {
            return SyncCursor.read(cursor.get(), signer, truth);
        }
        long since =
                initialize
                        .map(text -> InitialTime.read(text, clock.millis()))
                        .orElseThrow(
                                () ->
                                        Fault.invalid(
                                                "One of cursor and initializeCursor must be"
                                                        + " there"));
        return new SyncCursor(truth.since(since), truth.forgotten());
    }

    /// A cursor after all that happened until now.
    public SyncCursor now(StreamTruth truth) {
        return new SyncCursor(new Place(truth.tail(), INDEX_MAX), truth.forgotten());
    }

    /// The cursor after one change of a page.
    ///
    /// @param begun the cursor that the page came after
    public String after(StreamTruth truth, SyncCursor begun, Change change) {
        return new SyncCursor(change.place(), begun.base()).text(signer, truth);
    }

    /// The page after a cursor.
    ///
    /// @param size how many bytes a change has in the answer
    public SyncPage page(
            StreamTruth truth,
            SyncCursor cursor,
            Filter filter,
            int limit,
            ToIntFunction<Change> size) {
        Walk walk = new Walk(cursor.seen(), limit, size, filter);
        truth.each(cursor.seen(), walk::take);
        SyncCursor next = new SyncCursor(walk.seen, cursor.base());
        return new SyncPage(walk.taken, next.text(signer, truth), walk.more);
    }

    /// One page on its way.
    private final class Walk {
        private final List<Change> taken = new ArrayList<>();
        private final long start = nanos.getAsLong();
        private final int limit;
        private final ToIntFunction<Change> size;
        private final Filter filter;
        private Place seen;
        private long bytes;
        private int lookedAt;
        private boolean more;

        Walk(Place seen, int limit, ToIntFunction<Change> size, Filter filter) {
            this.seen = seen;
            this.limit = limit;
            this.size = size;
            this.filter = filter;
        }

        /// Takes a change or leaves it out; false when the page ends before it.
        boolean take(Change change) {
            boolean tired =
                    lookedAt == LOOKED_AT_MAX
                            || (lookedAt > 0
                                    && nanos.getAsLong() - start > limits.time().toNanos());
            boolean wanted = Matcher.matches(filter, change.record());
            int grows = wanted ? size.applyAsInt(change) : 0;
            boolean large = !taken.isEmpty() && bytes + grows > limits.syncBytes();
            if (tired || taken.size() == limit || large) {
                more = true;
                return false;
            }
            lookedAt++;
            seen = change.place();
            if (wanted) {
                taken.add(change);
                bytes += grows;
            }
            return true;
        }
    }
}
