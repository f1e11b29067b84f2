package chancery.streams.indexed;

import chancery.streams.name.ProjectName;
import chancery.streams.record.StoredRecord;
import chancery.streams.sync.Feed;
import chancery.streams.sync.News;
import chancery.streams.sync.Spot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// The changes of a type of records of the index, as a project shows it, until the index is made
/// anew.
public final class IndexedFeed implements Feed {
    private static final String FIRST = "";

    /// Larger than every name, and as long as the end of a feed has to be.
    private static final String LAST = "~~";

    private final IndexedChanges changes;
    private final IndexedStream stream;
    private final String name;

    /// @throws chancery.streams.fault.Fault of kind `UNAVAILABLE` while the index is made anew
    public IndexedFeed(IndexedChanges changes, ProjectName project, IndexedStream stream) {
        this.changes = changes;
        this.stream = stream;
        this.name =
                "at/" + project + "/" + stream.type().nsid() + "/" + changes.extent().generation();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Spot since(long millis) {
        return spot(changes.since(millis), FIRST);
    }

    @Override
    public Spot end() {
        return spot(changes.extent().newest(), LAST);
    }

    @Override
    public Spot forgotten() {
        return spot(changes.extent().forgotten(), LAST);
    }

    @Override
    public Spot each(Spot after, Predicate<News> take) {
        long newest = changes.extent().newest();
        String last = new String(after.rest(), StandardCharsets.UTF_8);
        boolean all =
                changes.each(
                        stream.type(),
                        new IndexedChanges.Spot(after.position(), last),
                        newest,
                        change -> news(change).map(take::test).orElse(true));
        return all ? after.or(spot(newest, LAST)) : after;
    }

    /// Empty where the stream cannot name the record.
    private Optional<News> news(IndexedChange change) {
        Optional<StoredRecord> record = stream.record(change.record());
        return record.map(
                r -> new News(spot(change.position(), change.name()), change.status(), r));
    }

    @Override
    public void await(Spot end, Duration wait) throws InterruptedException {
        changes.await(end.position(), wait);
    }

    private static Spot spot(long position, String name) {
        return Spot.of(position, name.getBytes(StandardCharsets.UTF_8));
    }
}
