package chancery.appview.index.backfill;

import chancery.appview.index.Change;
import chancery.appview.index.backfill.Elsewhere.Page;
import chancery.appview.index.flow.Indexing;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.IndexTruth.Entry;
import chancery.appview.index.kept.RecordName;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads all records of one type of one repository into the index, and takes out of it what the
/// repository has no longer. What came in by a feed after the reading began stays.
public final class Reading {
    private static final int PAGE = 100;

    /// Records of one type of one repository that are compared; a larger one loses nothing.
    private static final int KEYS_MAX = 1_000_000;

    private final Indexing indexing;
    private final IndexTruth truth;
    private final LocalRecords local;
    private final Elsewhere elsewhere;
    private final InstantSource clock;

    public Reading(
            Indexing indexing,
            IndexTruth truth,
            LocalRecords local,
            Elsewhere elsewhere,
            InstantSource clock) {
        this.indexing = indexing;
        this.truth = truth;
        this.local = local;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    /// What is read again although the index has it.
    enum Scope {
        /// Everything: the scripts may be other ones.
        ALL,
        /// What is news.
        NEWS
    }

    /// Reads a repository of this server; answers how many records it has.
    long here(Did did, Nsid collection, Scope scope) {
        Instant begin = clock.instant();
        Set<RecordKey> seen = new HashSet<>();
        Optional<RecordKey> after = Optional.empty();
        do {
            Instant at = clock.instant();
            List<LocalRecords.Found> page = local.page(did, collection, after, PAGE);
            List<Change> puts = new ArrayList<>();
            for (LocalRecords.Found found : page) {
                seen.add(found.path().key());
                if (scope == Scope.NEWS && known(did, found)) {
                    continue;
                }
                puts.add(
                        new Change.Put(
                                did,
                                found.path(),
                                found.record(),
                                Optional.of(found.cid()),
                                Optional.empty(),
                                at));
            }
            indexing.found(puts);
            after = page.size() < PAGE ? Optional.empty() : Optional.of(lastKey(page));
        } while (after.isPresent());
        prune(did, collection, seen, begin);
        return seen.size();
    }

    private boolean known(Did did, LocalRecords.Found found) {
        String cid = found.cid().toString();
        return truth.row(new RecordName(did, found.path())).stream()
                .anyMatch(row -> row instanceof IndexRow.Live live && live.cid().equals(cid));
    }

    private static RecordKey lastKey(List<LocalRecords.Found> page) {
        return page.getLast().path().key();
    }

    /// Reads a repository of another host; answers how many records it has.
    ///
    /// @throws chancery.atproto.net.FetchException when its host cannot be asked
    long elsewhere(URI pds, Did did, Nsid collection) throws InterruptedException {
        Instant begin = clock.instant();
        Set<RecordKey> seen = new HashSet<>();
        Set<String> cursors = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            Optional<Page<Change.Put>> page = elsewhere.records(pds, did, collection, cursor);
            if (page.isEmpty()) {
                return seen.size();
            }
            List<Change.Put> puts = page.get().items();
            puts.forEach(put -> seen.add(put.path().key()));
            indexing.found(puts);
            cursor = page.get().next().filter(cursors::add);
        } while (cursor.isPresent() && seen.size() < KEYS_MAX);
        if (cursor.isEmpty()) {
            prune(did, collection, seen, begin);
        }
        return seen.size();
    }

    /// Returns when queries see all that was read.
    void show() throws InterruptedException {
        indexing.show();
    }

    /// Takes out what was not seen.
    private void prune(Did did, Nsid collection, Set<RecordKey> seen, Instant begin) {
        Optional<RecordName> after = Optional.empty();
        do {
            List<Entry> page = truth.page(did, collection, after, PAGE);
            List<Change> gone = new ArrayList<>();
            for (Entry entry : page) {
                boolean live = entry.row() instanceof IndexRow.Live;
                if (live && !seen.contains(entry.name().path().key())) {
                    gone.add(new Change.Delete(did, entry.name().path(), Optional.empty(), begin));
                }
            }
            indexing.found(gone);
            after = page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().name());
        } while (after.isPresent());
    }
}
