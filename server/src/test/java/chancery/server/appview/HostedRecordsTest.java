package chancery.server.appview;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.backfill.LocalRecords;
import chancery.appview.index.backfill.LocalRecords.Found;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.store.Cells;
import chancery.store.StoreLimits;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the index reads of real repositories when it begins anew.
final class HostedRecordsTest {
    private static final Nsid NOTES = Nsid.parse("com.example.note");

    @TempDir private Path scratch;
    private RealRepositories real;
    private LocalRecords records;

    @BeforeEach
    void open() {
        MemoryStore store = new MemoryStore(StoreLimits.DEFAULT, new Cells(4), System::nanoTime);
        real = new RealRepositories(store, scratch, Catalog::bundled);
        records = new HostedRecords(store, real.pds.repositories(), InstantSource.system());
    }

    private List<Did> accounts() {
        List<Did> found = new ArrayList<>();
        records.accounts(found::add);
        return found;
    }

    private void note(Did did, String collection, String key) {
        real.repositories.commit(
                did,
                List.of(
                        new RepoWrite.Create(
                                Nsid.parse(collection),
                                Optional.of(RecordKey.parse(key)),
                                JsonText.parseObject("{\"text\":\"" + key + "\"}"))));
    }

    private static List<String> keys(List<Found> page) {
        return page.stream().map(found -> found.path().key().value()).toList();
    }

    @Test
    void namesAllAccounts() {
        assertThat(accounts()).isEmpty();

        Did alice = real.account("alice");
        Did bob = real.account("bob");

        assertThat(accounts()).containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void readsRecordsOfOneTypeInTheOrderOfTheirKeys() {
        Did alice = real.account("alice");
        note(alice, "com.example.note", "c");
        note(alice, "com.example.note", "a");
        note(alice, "com.example.note", "b");
        note(alice, "com.example.notes", "a");
        note(alice, "com.example.not", "z");

        List<Found> first = records.page(alice, NOTES, Optional.empty(), 2);
        List<Found> second =
                records.page(alice, NOTES, Optional.of(first.getLast().path().key()), 2);

        assertThat(keys(first)).containsExactly("a", "b");
        assertThat(keys(second)).containsExactly("c");
        assertThat(records.page(alice, NOTES, Optional.of(RecordKey.parse("c")), 2)).isEmpty();
    }

    @Test
    void readsARecordAsItsRepositoryHasIt() {
        Did alice = real.account("alice");
        note(alice, "com.example.note", "a");

        Found found = records.page(alice, NOTES, Optional.empty(), 1).getFirst();

        assertThat(found.cid())
                .isEqualTo(
                        real.repositories
                                .load(alice, NOTES, RecordKey.parse("a"))
                                .orElseThrow()
                                .cid());
        assertThat(found.record().text("text")).contains("a");
        assertThat(found.record().text("$type")).contains("com.example.note");
    }

    @Test
    void hasNothingOfWhoIsElsewhere() {
        Did nobody = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");

        assertThat(records.page(nobody, NOTES, Optional.empty(), 10)).isEmpty();
    }
}
