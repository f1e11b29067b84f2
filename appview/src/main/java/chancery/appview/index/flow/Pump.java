package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.kept.IndexTruth;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Pulls one feed: hands its changes on as long as there is room, and keeps its cursor behind what
/// is finished.
final class Pump implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long KEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private final Feed feed;
    private final Parts parts;
    private final Progress progress;
    private final Optional<LongSupplier> tail;
    private final Step.Home home;
    private Feed.@Nullable Stream stream;

    /// What was pulled and not handed on yet: it is tried again when that broke off.
    private Feed.@Nullable Item current;

    private long kept;
    private long keptAt;

    /// @param tail of the log that the feed reads, where it is that of this server: once the feed
    ///     has nothing more, it has delivered all up to there, whatever was erased
    Pump(Feed feed, Parts parts, Optional<LongSupplier> tail) {
        this.feed = feed;
        this.parts = parts;
        this.tail = tail;
        this.home = tail.isPresent() ? Step.Home.HERE : Step.Home.ELSEWHERE;
        this.kept = begin();
        this.progress = new Progress(kept, parts.truth().log().tail());
    }

    /// What pumps share.
    record Parts(IndexTruth truth, Sorting sorting, Room room, LongSupplier nanos) {}

    /// Where the feed goes on. The log of this server begins at its end: what is older is read
    /// from the repositories.
    private long begin() {
        OptionalLong cursor = parts.truth().cursor(feed.name());
        if (cursor.isPresent() || tail.isEmpty()) {
            return cursor.orElse(0);
        }
        long end = tail.get().getAsLong();
        parts.truth().keepCursor(feed.name(), end);
        return end;
    }

    Progress progress() {
        return progress;
    }

    /// Takes the next item, or waits for one a while.
    void turn() throws InterruptedException {
        if (current == null) {
            current = next();
        }
        if (current != null) {
            take(current);
            current = null;
        }
        if (parts.nanos().getAsLong() - keptAt > KEEP_NANOS) {
            keep();
        }
    }

    private Feed.@Nullable Item next() throws InterruptedException {
        Feed.Stream open = stream == null ? feed.after(kept) : stream;
        stream = open;
        long before = tail.map(LongSupplier::getAsLong).orElse(0L);
        Optional<Feed.Item> item = open.next(IDLE);
        if (item.isEmpty() && before > 0) {
            progress.pass(before);
        }
        return item.orElse(null);
    }

    private void take(Feed.Item item) throws InterruptedException {
        List<Change> changes = parts.sorting().wanted(item, home);
        if (changes.isEmpty()) {
            progress.pass(item.cursor());
            return;
        }
        parts.room().take(item.bytes());
        Runnable done = () -> parts.room().give(item.bytes());
        Receipt receipt = progress.begin(item.cursor(), changes.size(), done);
        parts.sorting().submit(item.did(), changes, home, receipt);
    }

    private void keep() {
        long finished = progress.finished();
        if (finished > kept) {
            parts.truth().keepCursor(feed.name(), finished);
            kept = finished;
        }
        keptAt = parts.nanos().getAsLong();
    }

    /// Keeps the cursor, for a quick start next time. Nothing is pulled any longer.
    @Override
    public void close() {
        keep();
        if (stream != null) {
            stream.close();
        }
    }
}
