package chancery.bench.appview;

import chancery.appview.caller.AppCaller;
import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.record.Writers;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.Registry;
import chancery.appview.script.Budgets;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.appview.script.Seating;
import chancery.appview.script.record.RecordLibrary;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.TidClock;
import chancery.lua.Chunk;
import chancery.lua.runtime.Host;
import chancery.pds.Pds;
import chancery.pds.PdsConfig;
import chancery.pds.PdsPorts;
import chancery.pds.account.Email;
import chancery.pds.limit.PdsLimits;
import chancery.pds.local.LocalCommit;
import chancery.pds.local.LocalRepos;
import chancery.pds.local.LocalWrite;
import chancery.pds.signup.SignUp;
import chancery.server.appview.LocalRepositories;
import chancery.server.plc.StoredDirectory;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryBlobs;
import chancery.store.memory.MemoryStore;
import chancery.store.memory.MemoryTables;
import chancery.web.auth.Scope;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// One record of an account that lives here, upserted with and without a script.
final class UpsertedRecords {
    private static final Nsid STATUS = Nsid.parse("xyz.statusphere.status");
    private static final RecordPath PATH = new RecordPath(STATUS, new RecordKey("3abc123"));
    private static final String LEXICON =
            """
            {"lexicon":1,"id":"xyz.statusphere.status","defs":{"main":{"type":"record","key":"any",
             "record":{"type":"object","required":["createdAt"],"properties":{
              "status":{"type":"string","minLength":1,"maxLength":640},
              "createdAt":{"type":"string","format":"datetime"},
              "updatedAt":{"type":"string","format":"datetime"}}}}}}
            """;
    private static final String SCRIPT =
            """
            function handle()
              local uri = "at://" .. caller_did .. "/" .. collection .. "/" .. input.rkey
              local now = os.date("!%Y-%m-%dT%H:%M:%S.000000Z")
              local record = Record.load(uri)
              if not record then
                record = Record(collection, {createdAt = now})
                record:set_rkey(input.rkey)
              end
              record.status = input.status
              record.updatedAt = now
              record:save()
              return {uri = record._uri, cid = record._cid}
            end
            """;

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong micros = new AtomicLong(1_767_323_045_678_000L);
    private final ScriptCompiler compiler = new ScriptCompiler();
    private final Chunk script = compiler.compile("upsert", SCRIPT);
    private final LocalRepos repos;
    private final ScriptEngine engine;
    private final Did alice;

    UpsertedRecords() {
        Registry registry = new Registry(store, Catalog.bundled(), compiler, clock);
        registry.put(
                JsonText.parseObject(LEXICON),
                LexiconEntry.Options.NONE,
                LexiconEntry.Origin.MANUAL);
        Pds pds = pds(registry);
        alice = pds.signUp().open(form()).account().did();
        repos = pds.repositories();
        engine = engine(registry, new LocalRepositories(repos));
    }

    private Pds pds(Registry registry) {
        SecureRandom random = new SecureRandom();
        StoredDirectory plc = new StoredDirectory(store, clock);
        return new Pds(
                new PdsConfig(
                        URI.create("http://localhost:2583"),
                        Did.parse("did:web:localhost"),
                        List.of(".test"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                PdsLimits.STANDARD,
                new PdsPorts(
                        store,
                        new MemoryBlobs(),
                        new Sealer(MasterKey.of(new byte[32]), List.of(), random),
                        Path.of(System.getProperty("java.io.tmpdir")),
                        new PdsPorts.Identity(plc, plc::document, handle -> Optional.empty()),
                        () -> registry.snapshot().catalog(),
                        new PdsPorts.Time(clock, micros::incrementAndGet, random)));
    }

    private static SignUp.Application form() {
        String email = "alice@example.com";
        return new SignUp.Application(
                Handle.parse("alice.test"),
                Optional.of(new Email(email)),
                email,
                "password",
                Optional.empty());
    }

    private ScriptEngine engine(Registry registry, LocalRepositories local) {
        RecordLibrary records =
                new RecordLibrary(
                        new RecordLibrary.Sources(
                                local, new MemoryTables(IndexSchema.SCHEMA), () -> {}, registry),
                        new RecordLibrary.Sinks(
                                new Here(local), changes -> {}, (caller, account) -> {}),
                        new TidClock(micros::incrementAndGet, 1)::next,
                        clock);
        Host host =
                new Host(
                        System::nanoTime,
                        System::nanoTime,
                        clock,
                        System::nanoTime,
                        line -> {},
                        line -> {},
                        Thread.ofVirtual().factory(),
                        () -> {});
        return new ScriptEngine(
                List.of(records),
                host,
                Budgets.of(AppViewLimits.STANDARD),
                AppViewLimits.Scripts.STANDARD,
                Map::of,
                local,
                new Seating(AppViewLimits.Running.ROOMY));
    }

    /// By the script.
    ScriptOutcome upsert(String status) {
        return engine.run(
                script,
                new Occasion.Procedure(
                        STATUS,
                        Json.Members.EMPTY,
                        JsonText.parse("{\"rkey\":\"3abc123\",\"status\":\"" + status + "\"}"),
                        new AppCaller.Local(alice, Scope.ACCESS),
                        Optional.of(STATUS),
                        Optional.empty()));
    }

    /// As `getRecord` answers it.
    byte[] read() {
        return DagJson.write(repos.find(alice, PATH).orElseThrow().value());
    }

    /// As `putRecord` takes it.
    LocalCommit put(String json) {
        Value.Map record = DagJson.parseMap(json.getBytes(StandardCharsets.UTF_8));
        return repos.commit(alice, List.of(new LocalWrite.Put(PATH, record, Optional.empty())));
    }

    /// Writes what lives here.
    private record Here(LocalRepositories local) implements Writers {
        @Override
        public WriteOutcome commit(AppCaller caller, Did repo, List<RepoWrite> writes) {
            return local.commit(repo, writes);
        }

        @Override
        public Json.Members upload(
                AppCaller caller, Did repo, String contentType, InputStream bytes) {
            return local.upload(repo, contentType, bytes);
        }
    }
}
