package chancery.server.streams;

import chancery.appview.index.IndexSchema;
import chancery.appview.index.kept.Bodies;
import chancery.appview.index.kept.Body;
import chancery.appview.index.kept.IndexBatch;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.Mark;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.view.Projection;
import chancery.appview.index.view.View;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.appview.truth.Kept;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.store.Log;
import chancery.store.embedded.table.SqliteTables;
import chancery.store.embedded.table.TableOptions;
import chancery.store.memory.MemoryStore;
import chancery.store.table.Schema;
import chancery.store.table.TableBatch;
import chancery.store.table.TableLimits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// An index whose truth is written by hand and whose tables are a file, beside plain maps of what
/// it must show.
final class IndexHistory implements AutoCloseable {
    static final String NOTE = "com.example.note";
    private static final String CID = "bafyreib2rxk3rw6wzvh6skvdlkgwvlt2gu6agjo3z3ndrn2mrvoxfh3gpm";

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final IndexTruth truth = new IndexTruth(store);
    private final Nowhere repositories = new Nowhere();
    private final Map<String, String> records = new HashMap<>();
    private final Set<Did> hidden = new HashSet<>();
    private final Path file;
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private SqliteTables tables;
    private View view;
    private long at;

    IndexHistory(Path file) {
        this.file = file;
        tables = opened(file);
        view = view(tables);
        at = view.open();
    }

    /// Repositories of which only some records are there.
    private static final class Nowhere implements Repositories {
        private final Map<String, String> there = new HashMap<>();

        @Override
        public Optional<Stored> load(Did did, Nsid collection, RecordKey key) {
            String name = did.value() + "/" + collection.value() + "/" + key.value();
            return Optional.ofNullable(there.get(name))
                    .map(number -> new Stored(Cid.parse(CID), json(number)));
        }

        @Override
        public WriteOutcome commit(Did did, List<RepoWrite> writes) {
            throw new AssertionError("nobody writes");
        }

        @Override
        public Json.Members upload(Did did, String contentType, InputStream bytes) {
            throw new AssertionError("nobody writes");
        }

        @Override
        public boolean here(Did did) {
            return false;
        }

        @Override
        public <T> T inTurn(Did did, Supplier<T> work) {
            throw new AssertionError("nobody writes");
        }
    }

    private static Json.Members json(String number) {
        return Json.Members.builder().put("n", Long.parseLong(number)).build();
    }

    private void open() {
        tables = opened(file);
        begin();
    }

    private static SqliteTables opened(Path file) {
        return SqliteTables.open(
                file,
                IndexSchema.SCHEMA,
                TableLimits.DEFAULT,
                TableOptions.DEFAULT,
                System::nanoTime);
    }

    private void begin() {
        view = view(tables);
        at = view.open();
    }

    private View view(SqliteTables rows) {
        var projection =
                new Projection(repositories, new Bodies(0), AppViewLimits.Indexing.STANDARD);
        return new View(rows, truth, projection, () -> now);
    }

    SqliteTables tables() {
        return tables;
    }

    static Did did(int number) {
        return Did.parse("did:plc:" + "abcdefgh".charAt(number));
    }

    static RecordName name(Did did, int key) {
        return new RecordName(did, new RecordPath(Nsid.parse(NOTE), new RecordKey("k" + key)));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    private long micros() {
        return Kept.micros(now);
    }

    /// A record is there, in a repository elsewhere.
    void put(RecordName name, String number) {
        write(name, number, new Body.Text(json(number).write()));
    }

    /// A record is there, in a repository here.
    void putHere(RecordName name, String number) {
        repositories.there.put(name.text(), number);
        write(name, number, Body.HERE);
    }

    private void write(RecordName name, String number, Body body) {
        Optional<IndexRow> before = truth.row(name);
        boolean fresh = !(before.orElse(null) instanceof IndexRow.Live);
        long created = before.orElse(null) instanceof IndexRow.Live l ? l.created() : micros();
        var batch = new IndexBatch(truth);
        batch.put(
                name,
                new IndexRow.Live(CID, Optional.empty(), created, micros(), body),
                fresh ? Mark.Kind.NEW_RECORD : Mark.Kind.RECORD);
        batch.commit();
        records.put(name.text(), number);
    }

    void delete(RecordName name) {
        var batch = new IndexBatch(truth);
        batch.put(name, new IndexRow.Gone(Optional.empty(), micros()), Mark.Kind.RECORD);
        batch.commit();
        repositories.there.remove(name.text());
        records.remove(name.text());
    }

    /// A record is no longer where it is known to be, and somebody looks.
    void lose(RecordName name) {
        putHere(name, "1");
        repositories.there.remove(name.text());
        records.remove(name.text());
    }

    void status(Did did, AccountStatus status) {
        var batch = new IndexBatch(truth);
        batch.put(did, status);
        batch.commit();
        if (status.active()) {
            hidden.remove(did);
        } else {
            hidden.add(did);
        }
    }

    /// The account is gone, with all that was known of it.
    void drop(Did did) {
        var batch = new IndexBatch(truth);
        truth.page(did, Optional.empty(), 1_000).forEach(entry -> batch.forget(entry.name()));
        batch.put(did, AccountStatus.ACTIVE);
        batch.commit();
        hidden.remove(did);
        records.keySet().removeIf(name -> name.startsWith(did.value() + "/"));
        repositories.there.keySet().removeIf(name -> name.startsWith(did.value() + "/"));
    }

    /// Lets the tables work off at most so many entries of the log; whether there were any.
    boolean follow(int entries) {
        List<Log.Entry> some = truth.log().after(at, entries, Long.MAX_VALUE);
        if (!some.isEmpty()) {
            at = some.getLast().position();
            view.apply(View.marks(some.stream().map(Log.Entry::value).toList()), at);
        }
        return !some.isEmpty();
    }

    /// Forgets deletions that are older than this; how many.
    int forget(Duration age, int max) {
        return view.forget(Kept.micros(now.minus(age)), max);
    }

    /// The process ends and begins again.
    void restart() {
        tables.close();
        open();
    }

    /// The process ends, and finds tables of an earlier version.
    void restartOn(Schema earlier) throws IOException {
        tables.close();
        Files.delete(file);
        try (var before =
                SqliteTables.open(
                        file,
                        earlier,
                        TableLimits.DEFAULT,
                        TableOptions.DEFAULT,
                        System::nanoTime)) {
            before.apply(new TableBatch().reached(View.CURSOR, at));
        }
        open();
    }

    /// The tables are lost.
    void rebuild() {
        tables.clear();
        begin();
    }

    /// The tables are lost, and lost again before they were made anew.
    void breakRebuild() {
        tables.clear();
    }

    /// What is to be seen once the tables have followed: numbers by the names of the stream.
    Map<String, String> visible() {
        Map<String, String> visible = new TreeMap<>();
        records.forEach(
                (text, number) -> {
                    RecordName name = RecordName.parse(text);
                    if (!hidden.contains(name.did())) {
                        visible.put(name.did().value() + "/" + name.path().key().value(), number);
                    }
                });
        return visible;
    }

    @Override
    public void close() {
        tables.close();
        store.close();
    }
}
