package chancery.appview.script.record;

import chancery.appview.caller.AppCaller;
import chancery.appview.index.Change;
import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.RecordQueries;
import chancery.appview.record.RemoteWriter;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.RoutedWriters;
import chancery.appview.record.WriteOutcome;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.Registry;
import chancery.appview.script.Budgets;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.appview.script.Seating;
import chancery.appview.script.db.DbLibrary;
import chancery.appview.script.library.Attestation;
import chancery.appview.script.library.SignatureLibrary;
import chancery.appview.script.library.TidLibrary;
import chancery.appview.script.library.UtilityLibrary;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.TidClock;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;
import chancery.web.Refusal;
import chancery.web.auth.Scope;

import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Scripts with `Record` over doubles: Alice lives here, Carol elsewhere.
public final class RecordKit {
    public static final Did ALICE = Did.parse("did:plc:alice");
    public static final Did BOB = Did.parse("did:plc:bob");
    public static final Did CAROL = Did.parse("did:plc:carol");
    public static final Nsid METHOD = Nsid.parse("com.example.method");
    public static final Nsid NOTES = Nsid.parse("com.example.note");

    private static final Instant NOW = Instant.parse("2026-05-19T10:11:12Z");
    private static final String MOMENT = "2026-05-19T10:11:12.000000+00:00";

    public final MemoryRepositories repositories = new MemoryRepositories(ALICE, BOB);
    public final Tables tables = new MemoryTables(IndexSchema.SCHEMA);
    public final Elsewhere elsewhere = new Elsewhere();
    public final Registry registry =
            new Registry(
                    new MemoryStore(System::nanoTime),
                    Catalog.EMPTY,
                    new ScriptCompiler(),
                    () -> NOW);

    /// How often a script waited for the index.
    public final AtomicInteger waits = new AtomicInteger();

    /// Accounts that callers may write for.
    public final List<Did> delegated = new ArrayList<>();

    private final AtomicLong micros = new AtomicLong(1_767_323_045_678_000L);
    private final TidClock tids = new TidClock(micros::incrementAndGet, 7);
    private final ScriptCompiler compiler = new ScriptCompiler();
    private final ScriptEngine engine;

    public RecordKit(HostLibrary... more) {
        List<HostLibrary> libraries = new ArrayList<>(List.of(more));
        libraries.add(library());
        libraries.add(new TidLibrary(tids));
        libraries.add(new SignatureLibrary(attestation()));
        libraries.add(new UtilityLibrary(this::moment, event -> {}));
        libraries.add(
                new DbLibrary(
                        new RecordQueries(tables, "sqlite", AppViewLimits.Queries.STANDARD),
                        waits::incrementAndGet));
        engine =
                new ScriptEngine(
                        libraries,
                        host(),
                        Budgets.of(AppViewLimits.STANDARD),
                        AppViewLimits.Scripts.STANDARD,
                        Map::of,
                        repositories,
                        new Seating(AppViewLimits.Running.ROOMY));
        register(
                """
                {"lexicon":1,"id":"com.example.note","defs":{"main":{"type":"record","key":"tid",
                 "record":{"type":"object","required":["text"],"properties":{
                  "text":{"type":"string"},"lang":{"type":"string","default":"en"},
                  "tags":{"type":"array","items":{"type":"string"}},
                  "count":{"type":"integer"},"save":{"type":"string"}}}}}}
                """);
    }

    private RecordLibrary library() {
        return new RecordLibrary(
                new RecordLibrary.Sources(repositories, tables, waits::incrementAndGet, registry),
                new RecordLibrary.Sinks(
                        new RoutedWriters(repositories, elsewhere, this::index, () -> NOW),
                        this::index,
                        this::requireWriter),
                tids::next,
                () -> NOW);
    }

    private static Attestation attestation() {
        SecureRandom random = new SecureRandom();
        return new Attestation(
                new MemoryStore(System::nanoTime),
                new Sealer(MasterKey.of(new byte[32]), List.of(), random),
                random,
                "did:web:localhost#attestation",
                "com.example.attestation");
    }

    private void requireWriter(AppCaller caller, Did account) {
        if (!delegated.contains(account)) {
            throw new Refusal(Refusal.Kind.FORBIDDEN, "", "you are not a delegate of this account");
        }
    }

    private static Host host() {
        return new Host(
                System::nanoTime,
                System::nanoTime,
                Clock.systemUTC(),
                () -> 1,
                (LuaString _) -> {},
                (LuaString _) -> {},
                Thread.ofVirtual().factory(),
                () -> {});
    }

    public void register(String lexicon) {
        registry.put(
                JsonText.parseObject(lexicon),
                LexiconEntry.Options.NONE,
                LexiconEntry.Origin.MANUAL);
    }

    /// Puts changes into the index.
    public void index(List<? extends Change> changes) {
        TableBatch batch = new TableBatch();
        for (Change change : changes) {
            switch (change) {
                case Change.Put put -> upsert(batch, put);
                case Change.Delete gone ->
                        batch.delete("records", RowKey.of(uri(gone.did(), gone.path())));
                case Change.Account _, Change.Identity _, Change.Resync _ ->
                        throw new AssertionError("no change of a record");
            }
        }
        tables.apply(batch);
    }

    private static void upsert(TableBatch batch, Change.Put put) {
        batch.upsert(
                "records",
                Cell.of(uri(put.did(), put.path())),
                Cell.of(put.did().value()),
                Cell.of(put.path().collection().value()),
                Cell.of(put.path().key().value()),
                Cell.json(put.record().write()),
                Cell.of(put.cid().map(Cid::toString).orElse("")),
                Cell.of(MOMENT),
                Cell.of(MOMENT),
                Cell.of(1));
    }

    private static String uri(Did did, RecordPath path) {
        return AtUri.of(did, path).toString();
    }

    /// What is indexed at a URI.
    public Optional<Row> indexed(String uri) {
        return tables.get("records", RowKey.of(uri));
    }

    /// A procedure that somebody calls who lives here.
    public static Occasion.Procedure alice(String input) {
        return procedure(new AppCaller.Local(ALICE, Scope.ACCESS), input, Optional.empty());
    }

    /// A procedure that somebody calls who lives elsewhere.
    public static Occasion.Procedure carol(String input) {
        return procedure(new AppCaller.Remote(CAROL, "client"), input, Optional.empty());
    }

    public static Occasion.Procedure procedure(
            AppCaller caller, String input, Optional<Did> delegate) {
        return new Occasion.Procedure(
                METHOD,
                Json.Members.EMPTY,
                JsonText.parse(input),
                caller,
                Optional.of(NOTES),
                delegate);
    }

    /// A query of nobody in particular.
    public static Occasion.Query query(String params) {
        return new Occasion.Query(
                METHOD,
                JsonText.parseObject(params),
                new AppCaller.Anonymous(),
                Optional.of(NOTES));
    }

    /// Runs a whole source.
    public ScriptOutcome run(Occasion occasion, String source) {
        return engine.run(compiler.compile("com.example.script", source), occasion);
    }

    /// The JSON that the body of `handle()` answers.
    public String answer(Occasion occasion, String body) {
        return answered(run(occasion, "function handle() " + body + "\nend"));
    }

    /// The JSON of a run that went well.
    public static String answered(ScriptOutcome outcome) {
        if (outcome instanceof ScriptOutcome.Answered(String json)) {
            return json;
        }
        throw new AssertionError(outcome.toString());
    }

    /// The first line of the error of the body of `handle()`.
    public String failure(Occasion occasion, String body) {
        ScriptOutcome outcome = run(occasion, "function handle() " + body + "\nend");
        if (outcome instanceof ScriptOutcome.Failed failed) {
            return failed.message().lines().findFirst().orElse("");
        }
        throw new AssertionError(outcome.toString());
    }

    private Instant moment() {
        return NOW.plusNanos(micros.incrementAndGet());
    }

    /// The host of those who live elsewhere.
    public static final class Elsewhere implements RemoteWriter {
        /// What was sent, as `createRecord did:plc:carol`.
        public final List<String> requests = new ArrayList<>();

        public final List<RepoWrite> writes = new ArrayList<>();

        /// Answered in place of the next writes.
        public final List<WriteOutcome> outcomes = new ArrayList<>();

        /// Thrown in place of the next write.
        public Optional<Refusal> unreachable = Optional.empty();

        private final MemoryRepositories stored = new MemoryRepositories();

        @Override
        public WriteOutcome write(AppCaller.Remote caller, Did repo, RepoWrite write) {
            requests.add(write.method() + " " + repo);
            writes.add(write);
            if (unreachable.isPresent()) {
                throw unreachable.get();
            }
            return outcomes.isEmpty()
                    ? stored.commit(repo, List.of(write))
                    : outcomes.removeFirst();
        }

        @Override
        public Json.Members upload(
                AppCaller.Remote caller, Did repo, String contentType, InputStream bytes) {
            return Json.Members.builder().put("elsewhere", contentType).build();
        }
    }
}
