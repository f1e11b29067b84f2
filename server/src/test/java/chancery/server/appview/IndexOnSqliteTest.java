package chancery.server.appview;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.Change;
import chancery.appview.index.Hooks;
import chancery.appview.index.IndexSchema;
import chancery.appview.index.Listener;
import chancery.appview.index.flow.IndexPorts;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.view.IndexCheck;
import chancery.appview.index.whole.Index;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.ListRequest;
import chancery.appview.query.RecordQueries;
import chancery.appview.query.StoredRecord;
import chancery.appview.record.RepoWrite;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.Registry;
import chancery.appview.script.ScriptCompiler;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.store.Cells;
import chancery.store.StoreLimits;
import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.memory.MemoryStore;
import chancery.store.table.RawAnswer;
import chancery.store.table.TableLimits;
import chancery.store.table.value.Cell;
import chancery.web.Loops;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The index beside a real personal data server, on the engine that servers use: from a write to
/// what is asked, over a restart, and anew when its file is lost.
final class IndexOnSqliteTest {
    private static final Nsid NOTE = Nsid.parse("com.example.note");
    private static final AppViewLimits LIMITS = AppViewLimits.STANDARD;

    @TempDir private Path folder;
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final MemoryStore store =
            new MemoryStore(StoreLimits.DEFAULT, new Cells(4), System::nanoTime);
    private final Registry registry =
            new Registry(store, Catalog.EMPTY, new ScriptCompiler(), InstantSource.system());
    private RealRepositories real;
    private Did alice;
    private SqliteTables tables;
    private Index index;
    private Loops loops;

    @BeforeEach
    void begin() {
        registry.put(
                JsonText.parseObject(
                        """
                        {"lexicon":1,"id":"com.example.note","defs":{"main":{"type":"record",
                         "key":"any","record":{"type":"object","properties":{}}}}}
                        """),
                LexiconEntry.Options.NONE,
                LexiconEntry.Origin.MANUAL);
        real = new RealRepositories(store, folder, Catalog::bundled);
        alice = real.account("alice");
        open("index");
    }

    private void open(String name) {
        tables =
                SqliteTables.open(
                        folder.resolve(name),
                        IndexSchema.SCHEMA,
                        TableLimits.DEFAULT,
                        TableOptions.DEFAULT,
                        System::nanoTime);
        IndexPorts.Local local =
                new IndexPorts.Local(real.repositories, real.pds.events(), real.pds::tail);
        InstantSource clock = InstantSource.system();
        index =
                new Index(
                        new IndexPorts(
                                store,
                                tables,
                                registry,
                                local,
                                new NoHooks(),
                                new Deaf(),
                                _ -> {},
                                new IndexPorts.Time(clock, System::nanoTime)),
                        new Index.World(
                                new HostedRecords(store, real.pds.repositories(), clock),
                                _ -> {
                                    throw new FetchException("there is no network");
                                },
                                _ -> Optional.empty(),
                                Optional.empty()),
                        LIMITS);
        loops = new Loops((_, cause) -> broken.set(cause));
        index.start(loops);
    }

    @AfterEach
    void close() {
        loops.close();
        index.close();
        tables.close();
        assertThat(broken).hasNullValue();
    }

    /// No type of records has a script.
    private static final class NoHooks implements Hooks {
        @Override
        public boolean asks(Change change) {
            return false;
        }

        @Override
        public Verdict ask(Change change, String action) {
            throw new AssertionError("nobody asks for this");
        }
    }

    /// Hears nothing.
    private static final class Deaf implements Listener {
        @Override
        public void identity(Change.Identity change) {}

        @Override
        public void schema(Change change) {}
    }

    private String put(String key, String json) {
        real.repositories.commit(
                alice,
                List.of(
                        new RepoWrite.Put(
                                NOTE,
                                RecordKey.parse(key),
                                JsonText.parseObject(json),
                                Optional.empty())));
        return "at://" + alice + "/" + NOTE + "/" + key;
    }

    private void delete(String key) {
        real.repositories.commit(
                alice, List.of(new RepoWrite.Delete(NOTE, RecordKey.parse(key), Optional.empty())));
    }

    /// What may be asked once the index shows all that was written.
    private RecordQueries queries() {
        index.freshness().await();
        return new RecordQueries(tables, "sqlite", LIMITS.queries());
    }

    private List<String> listed() {
        return queries().list(ListRequest.of(NOTE.value(), 10)).records().stream()
                .map(StoredRecord::uri)
                .toList();
    }

    private List<String> faults() {
        return new IndexCheck(
                        tables,
                        new IndexTruth(store),
                        real.repositories,
                        LIMITS.indexing(),
                        Set.of())
                .run()
                .faults();
    }

    @Test
    void showsWhatWasWrittenToWhoeverAsksNext() {
        String one = put("one", "{\"text\":\"a needle in it\"}");
        String two = put("two", "{\"text\":\"hay\",\"about\":\"" + one + "\"}");
        String gone = put("gone", "{\"text\":\"a needle as well\"}");
        delete("gone");

        RecordQueries queries = queries();

        assertThat(listed()).containsExactlyInAnyOrder(one, two);
        assertThat(queries.get(gone)).isEmpty();
        assertThat(queries.search(NOTE.value(), "text", "needle", 10))
                .extracting(StoredRecord::uri)
                .containsExactly(one);
        assertThat(queries.backlinks(one, ListRequest.of(NOTE.value(), 10)).records())
                .extracting(StoredRecord::uri)
                .containsExactly(two);
        assertThat(queries.raw("SELECT COUNT(*) AS n FROM records", List.of()))
                .isEqualTo(new RawAnswer.Rows(List.of("n"), List.of(List.of(Cell.of(2)))));
        assertThat(faults()).isEmpty();
    }

    @Test
    void goesOnAfterARestart() {
        String one = put("one", "{\"text\":\"old\"}");
        assertThat(listed()).containsExactly(one);
        close();
        put("one", "{\"text\":\"new\"}");
        String two = put("two", "{\"about\":\"" + one + "\"}");

        open("index");

        assertThat(listed()).containsExactlyInAnyOrder(one, two);
        assertThat(queries().get(one).orElseThrow().json()).contains("new");
        assertThat(queries().backlinks(one, ListRequest.of(NOTE.value(), 10)).records()).hasSize(1);
        assertThat(faults()).isEmpty();
    }

    @Test
    void makesItsTablesAnewWhenTheyAreLost() {
        String one = put("one", "{\"text\":\"a needle\"}");
        String two = put("two", "{\"about\":\"" + one + "\"}");
        assertThat(listed()).hasSize(2);
        close();

        open("another");

        assertThat(listed()).containsExactlyInAnyOrder(one, two);
        assertThat(queries().search(NOTE.value(), "text", "needle", 10)).hasSize(1);
        assertThat(faults()).isEmpty();
    }
}
