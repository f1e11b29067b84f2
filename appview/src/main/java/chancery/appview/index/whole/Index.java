package chancery.appview.index.whole;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.Freshness;
import chancery.appview.index.Intake;
import chancery.appview.index.Listener;
import chancery.appview.index.backfill.BackfillJob.Target;
import chancery.appview.index.backfill.Backfills;
import chancery.appview.index.backfill.Elsewhere;
import chancery.appview.index.backfill.JobParts;
import chancery.appview.index.backfill.LocalFill;
import chancery.appview.index.backfill.LocalRecords;
import chancery.appview.index.backfill.Reading;
import chancery.appview.index.flow.IndexPorts;
import chancery.appview.index.flow.Indexing;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.letter.DeadLetters;
import chancery.appview.index.repair.LetterDesk;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.Repositories;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.web.Loops;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// The index with all its parts.
public final class Index implements AutoCloseable {
    private final Indexing indexing;
    private final DeadLetters letters;
    private final LetterDesk desk;
    private final Backfills backfills;
    private final LocalFill fill;

    /// What a whole index needs beside the ports of indexing.
    ///
    /// @param records of the repositories on this server
    /// @param relay whose list of repositories backfills use
    public record World(LocalRecords records, Fetch fetch, DidResolver dids, Optional<URI> relay) {}

    public Index(IndexPorts ports, World world, AppViewLimits limits) {
        InstantSource clock = ports.time().clock();
        Repositories here = ports.local().repositories();
        IndexTruth truth = new IndexTruth(ports.store());
        this.letters = new DeadLetters(ports.store(), clock);
        this.indexing = new Indexing(ports.with(hearing(ports.listener(), here)), letters, limits);
        Elsewhere elsewhere = new Elsewhere(world.fetch(), world.dids(), clock);
        Reading reading = new Reading(indexing, truth, world.records(), elsewhere, clock);
        this.desk =
                new LetterDesk(
                        letters,
                        new LetterDesk.Parts(indexing, truth, ports.hooks(), here, elsewhere),
                        clock);
        JobParts parts =
                new JobParts(
                        ports.registry(), here, world.records(), elsewhere, reading, world.relay());
        this.backfills = new Backfills(ports.store(), parts, ports.events(), clock);
        this.fill = new LocalFill(ports.store(), ports.registry(), world.records(), reading);
    }

    /// Hears what the listener hears, and reads repositories again that have to be.
    private Listener hearing(Listener listener, Repositories here) {
        return new Listener() {
            @Override
            public void identity(Change.Identity change) {
                listener.identity(change);
            }

            @Override
            public void schema(Change change) {
                listener.schema(change);
            }

            @Override
            public void resync(Change.Resync change) {
                listener.resync(change);
                if (here.here(change.did())) {
                    fill.read(change.did());
                } else {
                    Target target = new Target(Optional.empty(), Optional.of(change.did()));
                    backfills.create(target, Optional.empty());
                }
            }
        };
    }

    /// Begins to work, on loops of these.
    public void start(Loops loops) {
        indexing.start(loops);
        fill.start(loops);
        backfills.start(loops);
    }

    /// Follows one more feed.
    public void follow(Feed feed, Loops loops) {
        indexing.follow(feed, loops);
    }

    public Freshness freshness() {
        return indexing;
    }

    public Intake intake() {
        return indexing;
    }

    public DeadLetters letters() {
        return letters;
    }

    public LetterDesk desk() {
        return desk;
    }

    public Backfills backfills() {
        return backfills;
    }

    /// Keeps how far the feeds are. The loops have stopped before.
    @Override
    public void close() {
        indexing.close();
    }
}
