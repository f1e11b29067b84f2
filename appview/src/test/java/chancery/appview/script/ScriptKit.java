package chancery.appview.script;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.web.auth.Scope;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Runs sources of scripts with libraries, as a server does.
public final class ScriptKit {
    public static final Did ALICE = Did.parse("did:plc:alice");
    public static final Nsid METHOD = Nsid.parse("com.example.method");
    public static final Nsid COLLECTION = Nsid.parse("com.example.note");

    /// What scripts printed.
    public final List<String> printed = new CopyOnWriteArrayList<>();

    /// Repositories that were written in turn.
    public final List<Did> turns = new CopyOnWriteArrayList<>();

    private final ScriptCompiler compiler = new ScriptCompiler();
    private final ScriptEngine engine;

    private ScriptKit(Setup setup) {
        engine =
                new ScriptEngine(
                        setup.libraries,
                        host(),
                        setup.budgets,
                        setup.limits,
                        () -> setup.variables,
                        new LocalTurns(),
                        setup.seating);
    }

    /// A kit with these libraries.
    public static ScriptKit with(HostLibrary... libraries) {
        return new Setup().libraries(libraries).open();
    }

    /// What a kit is made of.
    public static final class Setup {
        private final List<HostLibrary> libraries = new ArrayList<>();
        private Map<String, String> variables = Map.of();
        private AppViewLimits.Scripts limits = AppViewLimits.Scripts.STANDARD;
        private Seating seating = new Seating(AppViewLimits.Running.ROOMY);
        private Budgets budgets = Budgets.of(AppViewLimits.STANDARD);

        public Setup libraries(HostLibrary... more) {
            libraries.addAll(List.of(more));
            return this;
        }

        public Setup variables(Map<String, String> all) {
            variables = new HashMap<>(all);
            return this;
        }

        public Setup limits(AppViewLimits.Scripts other) {
            limits = other;
            return this;
        }

        /// The budget of all kinds of scripts.
        public Setup budget(BudgetLimits each) {
            budgets = new Budgets(each, each, each);
            return this;
        }

        /// How many may run at one time.
        public Setup running(AppViewLimits.Running bounds) {
            seating = new Seating(bounds);
            return this;
        }

        public ScriptKit open() {
            return new ScriptKit(this);
        }
    }

    private final class LocalTurns implements Turns {
        @Override
        public boolean here(Did did) {
            return did.equals(ALICE);
        }

        @Override
        public synchronized <T> T inTurn(Did did, Supplier<T> work) {
            turns.add(did);
            return work.get();
        }
    }

    private Host host() {
        return new Host(
                System::nanoTime,
                System::nanoTime,
                Clock.systemUTC(),
                () -> 1,
                line -> printed.add(line.toString().strip()),
                (LuaString _) -> {},
                Thread.ofVirtual().factory(),
                () -> {});
    }

    /// The engine.
    public ScriptEngine engine() {
        return engine;
    }

    /// A query of nobody in particular.
    public static Occasion.Query query(String params) {
        return new Occasion.Query(
                METHOD,
                JsonText.parseObject(params),
                new AppCaller.Anonymous(),
                Optional.of(COLLECTION));
    }

    /// A procedure that Alice, who lives here, calls.
    public static Occasion.Procedure procedure(String input) {
        return new Occasion.Procedure(
                METHOD,
                Json.Members.EMPTY,
                JsonText.parse(input),
                new AppCaller.Local(ALICE, Scope.ACCESS),
                Optional.of(COLLECTION),
                Optional.empty());
    }

    /// Runs a source.
    public ScriptOutcome run(Occasion occasion, String source) {
        return engine.run(compiler.compile("com.example.script", source), occasion);
    }

    /// The JSON text that the body of `handle()` answers for a query without parameters.
    public String answer(String body) {
        return answer(query("{}"), body);
    }

    /// The JSON text that the body of `handle()` answers.
    public String answer(Occasion occasion, String body) {
        return switch (run(occasion, handle(body))) {
            case ScriptOutcome.Answered(String json) -> json;
            case ScriptOutcome.Failed failed -> throw new AssertionError(failed.toString());
            case ScriptOutcome.LoggedOut over -> throw new AssertionError(over.toString());
        };
    }

    /// How the body of `handle()` fails for a query without parameters.
    public ScriptOutcome.Failed failure(String body) {
        return failure(query("{}"), body);
    }

    /// How the body of `handle()` fails.
    public ScriptOutcome.Failed failure(Occasion occasion, String body) {
        if (run(occasion, handle(body)) instanceof ScriptOutcome.Failed failed) {
            return failed;
        }
        throw new AssertionError("it did not fail");
    }

    private static String handle(String body) {
        return "function handle() " + body + "\nend";
    }
}
