package chancery.server.appview;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.IndexSchema;
import chancery.appview.index.flow.LocalFeed;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.view.IndexCheck;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.label.LabelCheck;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.repo.RecordReader;
import chancery.pds.sequencer.LocalEvents;
import chancery.server.verify.Report;
import chancery.store.embedded.EmbeddedStore;
import chancery.store.embedded.table.TableOptions;
import chancery.store.table.TableLimits;
import chancery.store.table.Tables;

import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// Compares the index of a store that no server runs on with what a rebuild would make of it.
public final class IndexProof {
    private IndexProof() {}

    /// What the comparisons found: of records, of their links, and of labels.
    public static List<Report> run(EmbeddedStore store) {
        try (Tables tables =
                store.tables(IndexSchema.SCHEMA, TableLimits.DEFAULT, TableOptions.DEFAULT)) {
            IndexTruth truth = new IndexTruth(store);
            IndexCheck.Result index =
                    new IndexCheck(
                                    tables,
                                    truth,
                                    new Reading(new RecordReader(store)),
                                    AppViewLimits.STANDARD.indexing(),
                                    coming(store, truth))
                            .run();
            LabelCheck.Result labels = new LabelCheck(store, tables).run();
            return List.of(
                    new Report("records of the index", index.records(), index.faults()),
                    new Report("links of the index", index.links(), List.of()),
                    new Report("labels of the index", labels.labels(), labels.faults()));
        }
    }

    /// What the log of this server says and the index has yet to take in.
    private static Set<String> coming(EmbeddedStore store, IndexTruth truth) {
        Set<String> coming = new HashSet<>();
        OptionalLong cursor = truth.cursor(LocalFeed.NAME);
        if (cursor.isEmpty()) {
            return coming;
        }
        LocalFeed feed = new LocalFeed(new LocalEvents(store), _ -> true);
        try (Feed.Stream stream = feed.after(cursor.getAsLong())) {
            Optional<Feed.Item> item = stream.next(Duration.ZERO);
            while (item.isPresent()) {
                item.get().changes().forEach(change -> coming.add(name(change)));
                item = stream.next(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a comparison is not interrupted", e);
        }
        return coming;
    }

    /// The record that a change is about, or else its account.
    private static String name(Change change) {
        return switch (change) {
            case Change.Put put -> new RecordName(put.did(), put.path()).text();
            case Change.Delete delete -> new RecordName(delete.did(), delete.path()).text();
            case Change.Account _, Change.Resync _, Change.Identity _ -> change.did().value();
        };
    }

    /// The repositories of a store, to be read alone.
    private record Reading(RecordReader reader) implements Repositories {
        @Override
        public boolean here(Did did) {
            return reader.findHead(did).isPresent();
        }

        @Override
        public Optional<Stored> load(Did did, Nsid collection, RecordKey key) {
            return reader.find(did, new RecordPath(collection, key))
                    .map(found -> new Stored(found.cid(), JsonText.of(found.value())));
        }

        @Override
        public WriteOutcome commit(Did did, List<RepoWrite> writes) {
            throw readsAlone();
        }

        @Override
        public Json.Members upload(Did did, String contentType, InputStream bytes) {
            throw readsAlone();
        }

        @Override
        public <T> T inTurn(Did did, Supplier<T> work) {
            throw readsAlone();
        }

        private static IllegalStateException readsAlone() {
            return new IllegalStateException("a comparison writes nothing");
        }
    }
}
