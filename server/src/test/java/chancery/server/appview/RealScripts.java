package chancery.server.appview;

import chancery.appview.caller.AppCaller;
import chancery.appview.index.IndexSchema;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.RemoteWriter;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.RoutedWriters;
import chancery.appview.record.WriteOutcome;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.Registry;
import chancery.appview.script.Budgets;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.appview.script.Seating;
import chancery.appview.script.library.TidLibrary;
import chancery.appview.script.library.UtilityLibrary;
import chancery.appview.script.record.RecordLibrary;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.TidClock;
import chancery.lua.Chunk;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.store.KeyValue;
import chancery.store.memory.MemoryTables;
import chancery.web.auth.Scope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Scripts with `Record`, `TID` and `now` over real repositories.
final class RealScripts {
    static final Nsid STATUS = Nsid.parse("xyz.statusphere.status");
    private static final Nsid METHOD = Nsid.parse("xyz.statusphere.setStatus");
    private static final String LEXICON =
            """
            {"lexicon":1,"id":"xyz.statusphere.status","defs":{"main":{"type":"record","key":"any",
             "record":{"type":"object","required":["createdAt"],"properties":{
              "status":{"type":"string","minLength":1,"maxLength":640},
              "count":{"type":"integer"},
              "createdAt":{"type":"string","format":"datetime"},
              "updatedAt":{"type":"string","format":"datetime"}}}}}}
            """;

    final RealRepositories real;
    private final AtomicLong micros = new AtomicLong(1_767_323_045_678_000L);
    private final TidClock tids = new TidClock(micros::incrementAndGet, 9);
    private final ScriptCompiler compiler = new ScriptCompiler();
    private final ScriptEngine engine;

    RealScripts(KeyValue store, Path scratch) {
        InstantSource clock = InstantSource.system();
        Registry registry = new Registry(store, Catalog.bundled(), compiler, clock);
        registry.put(
                JsonText.parseObject(LEXICON),
                LexiconEntry.Options.NONE,
                LexiconEntry.Origin.MANUAL);
        real = new RealRepositories(store, scratch, () -> registry.snapshot().catalog());
        engine =
                new ScriptEngine(
                        List.of(
                                records(registry, clock),
                                new TidLibrary(tids),
                                new UtilityLibrary(clock, event -> {})),
                        host(),
                        Budgets.of(AppViewLimits.STANDARD),
                        AppViewLimits.Scripts.STANDARD,
                        Map::of,
                        real.repositories,
                        new Seating(AppViewLimits.Running.ROOMY));
    }

    private RecordLibrary records(Registry registry, InstantSource clock) {
        var writers = new RoutedWriters(real.repositories, new Nowhere(), changes -> {}, clock);
        return new RecordLibrary(
                new RecordLibrary.Sources(
                        real.repositories,
                        new MemoryTables(IndexSchema.SCHEMA),
                        () -> {},
                        registry),
                new RecordLibrary.Sinks(
                        writers,
                        changes -> {},
                        (caller, account) -> {
                            throw new AssertionError("nobody writes for another");
                        }),
                tids::next,
                clock);
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

    /// A script of the AppView's own examples.
    Chunk example(String name) throws IOException {
        Path root = Path.of(System.getProperty("project.root", ".."));
        Path file = root.resolve("appview/src/test/resources/scripts").resolve(name + ".lua");
        return compiler.compile(name, Files.readString(file));
    }

    Chunk compile(String source) {
        return compiler.compile("script", source);
    }

    /// What a script answers to somebody who lives here.
    ScriptOutcome call(Chunk script, Did caller, String input) {
        return engine.run(
                script,
                new Occasion.Procedure(
                        METHOD,
                        Json.Members.EMPTY,
                        JsonText.parse(input),
                        new AppCaller.Local(caller, Scope.ACCESS),
                        Optional.of(STATUS),
                        Optional.empty()));
    }

    /// The object that a script answers.
    Json.Members answer(Chunk script, Did caller, String input) {
        if (call(script, caller, input) instanceof ScriptOutcome.Answered(String json)) {
            return JsonText.parseObject(json);
        }
        throw new AssertionError(call(script, caller, input).toString());
    }

    /// All repositories are here.
    private static final class Nowhere implements RemoteWriter {
        @Override
        public WriteOutcome write(AppCaller.Remote caller, Did repo, RepoWrite write) {
            throw new AssertionError("nothing is elsewhere");
        }

        @Override
        public Json.Members upload(
                AppCaller.Remote caller, Did repo, String contentType, InputStream bytes) {
            throw new AssertionError("nothing is elsewhere");
        }
    }
}
