package chancery.bench.appview;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.query.RecordQueries;
import chancery.appview.script.Budgets;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.appview.script.Seating;
import chancery.appview.script.Turns;
import chancery.appview.script.db.DbLibrary;
import chancery.atproto.syntax.Did;
import chancery.lua.Chunk;
import chancery.lua.runtime.Host;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// An index with what asks it: queries, and a script that lists.
final class Served implements AutoCloseable {
    private static final Host HOST =
            new Host(
                    System::nanoTime,
                    () -> 0,
                    InstantSource.system(),
                    () -> 1,
                    _ -> {},
                    _ -> {},
                    Thread.ofVirtual().factory(),
                    () -> {});

    private static final String SCRIPT =
            """
            function handle()
              return db.query{collection = collection, limit = params.limit, did = params.did}
            end
            """;

    private final IndexedRecords index;
    private final RecordQueries queries;
    private final ScriptEngine engine;
    private final Chunk script;

    Served(int records) {
        index = new IndexedRecords(records);
        queries = new RecordQueries(index.tables(), "sqlite", AppViewLimits.Queries.STANDARD);
        script = new ScriptCompiler().compile("bench", SCRIPT);
        engine =
                new ScriptEngine(
                        List.of(new DbLibrary(queries, () -> {})),
                        HOST,
                        Budgets.of(AppViewLimits.STANDARD),
                        AppViewLimits.Scripts.STANDARD,
                        Map::of,
                        new NoTurns(),
                        new Seating(AppViewLimits.Running.ROOMY));
    }

    /// A server on which nobody lives.
    private static final class NoTurns implements Turns {
        @Override
        public boolean here(Did did) {
            return false;
        }

        @Override
        public <T> T inTurn(Did did, Supplier<T> work) {
            return work.get();
        }
    }

    RecordQueries queries() {
        return queries;
    }

    ScriptOutcome run(Occasion occasion) {
        return engine.run(script, occasion);
    }

    @Override
    public void close() {
        index.close();
    }
}
