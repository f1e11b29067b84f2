package chancery.server.appview;

import chancery.appview.index.IndexSchema;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.view.IndexCheck;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.repo.RecordReader;
import chancery.server.verify.Report;
import chancery.store.embedded.EmbeddedStore;
import chancery.store.embedded.table.TableOptions;
import chancery.store.table.Filter;
import chancery.store.table.Grouping;
import chancery.store.table.TableLimits;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Compares the index of a store that no server runs on with what a rebuild would make of it.
public final class IndexProof {
    private IndexProof() {}

    /// What the comparison found.
    public static Report run(EmbeddedStore store) {
        try (Tables tables =
                store.tables(IndexSchema.SCHEMA, TableLimits.DEFAULT, TableOptions.DEFAULT)) {
            IndexCheck check =
                    new IndexCheck(
                            tables,
                            new IndexTruth(store),
                            new Reading(new RecordReader(store)),
                            AppViewLimits.STANDARD.indexing());
            return new Report("records of the index", count(tables), check.faults());
        }
    }

    private static long count(Tables tables) {
        Cell count =
                tables.aggregate(Grouping.count(IndexSchema.RECORDS.name(), Filter.all()))
                        .getFirst()
                        .aggregates()
                        .getFirst();
        return ((Cell.Int) count).value();
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
