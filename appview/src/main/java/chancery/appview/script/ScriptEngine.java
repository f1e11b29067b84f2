package chancery.appview.script;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.Run.Turn;
import chancery.appview.script.ScriptOutcome.Answered;
import chancery.appview.script.ScriptOutcome.LoggedOut;
import chancery.appview.script.Seating.Seat;
import chancery.atproto.syntax.Did;
import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.host.Abort;
import chancery.lua.host.HostFunction;
import chancery.lua.host.HostFunctions;
import chancery.lua.runtime.Breach;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaFunction;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs scripts: each run in a world of its own, within its budget. For all threads.
public final class ScriptEngine {
    /// The function that a script defines and that is called.
    public static final String ENTRY = "handle";

    private static final LuaString HANDLE = LuaString.of(ENTRY);

    private final Lua lua;
    private final Host host;
    private final Budgets budgets;
    private final AppViewLimits.Scripts limits;
    private final Globals globals;
    private final Turns turns;
    private final Seating seating;

    /// @param libraries what scripts may call
    /// @param host clocks, randomness and threads of coroutines
    /// @param seating how many scripts run at one time
    public ScriptEngine(
            List<HostLibrary> libraries,
            Host host,
            Budgets budgets,
            AppViewLimits.Scripts limits,
            Variables variables,
            Turns turns,
            Seating seating) {
        this.lua = Lua.standard().with(globals(libraries));
        this.host = host;
        this.budgets = budgets;
        this.limits = limits;
        this.globals = new Globals(variables);
        this.turns = turns;
        this.seating = seating;
    }

    private static Map<String, Object> globals(List<HostLibrary> libraries) {
        List<HostFunction> functions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        for (HostLibrary library : libraries) {
            functions.addAll(library.functions());
            values.putAll(library.values());
        }
        values.putAll(HostFunctions.globals(functions));
        return values;
    }

    /// Runs a script that no other script called.
    public ScriptOutcome run(Chunk chunk, Occasion occasion) {
        return run(chunk, occasion, Optional.empty());
    }

    /// Runs a script, again when another write came between: from the second time on in the turn
    /// of the repository that it writes for, where that is here.
    ///
    /// @param caller the script that calls this one, which runs in its seat and within what is left
    ///     of its budget
    /// @throws chancery.web.Refusal when too many scripts run, or one that a library wrapped in an
    ///     [Abort]
    public ScriptOutcome run(Chunk chunk, Occasion occasion, Optional<Run> caller) {
        BudgetLimits usual = budgets.of(occasion);
        if (caller.isPresent()) {
            Run outer = caller.get();
            return run(
                    chunk, new Start(occasion, outer.depth() + 1, outer.seat(), outer.left(usual)));
        }
        try (Seat seat = seating.take(occasion)) {
            return run(chunk, new Start(occasion, 0, seat, usual));
        }
    }

    /// What the runs of one call have in common.
    private record Start(Occasion occasion, int depth, Seat seat, BudgetLimits budget) {}

    private ScriptOutcome run(Chunk chunk, Start start) {
        for (int i = 1; ; i++) {
            try {
                return i == 1 ? once(chunk, start, Turn.SHARED) : inTurn(chunk, start);
            } catch (ConflictException conflict) {
                if (i >= limits.conflictRuns()) {
                    return Failures.of(String.valueOf(conflict.getMessage()));
                }
            }
        }
    }

    private ScriptOutcome inTurn(Chunk chunk, Start start) {
        Optional<Did> repo = repository(start.occasion).filter(turns::here);
        return repo.isEmpty()
                ? once(chunk, start, Turn.SHARED)
                : turns.inTurn(repo.get(), () -> once(chunk, start, Turn.EXCLUSIVE));
    }

    private static Optional<Did> repository(Occasion occasion) {
        Optional<Did> delegate =
                occasion instanceof Occasion.Procedure procedure
                        ? procedure.delegate()
                        : Optional.empty();
        return delegate.or(() -> occasion.caller().account());
    }

    private ScriptOutcome once(Chunk chunk, Start start, Turn turn) {
        try (State state = lua.state(start.budget, host)) {
            start.seat.bound(state.budget());
            Run run = new Run(start.occasion, limits, start.depth, turn);
            run.begin(start.seat, state.budget());
            state.context(run);
            return answer(state, chunk, run.occasion());
        } catch (Breach breach) {
            return Failures.of(breach);
        } catch (Abort abort) {
            if (abort.reason() instanceof LoggedOutException over) {
                return new LoggedOut(String.valueOf(over.getMessage()));
            }
            throw abort.reason();
        }
    }

    private ScriptOutcome answer(State state, Chunk chunk, Occasion occasion) {
        try {
            globals.set(state, occasion);
            lua.run(state, chunk);
        } catch (LuaError error) {
            return Failures.of(state, ScriptOutcome.Type.SYNTAX, error);
        }
        if (!(state.globals().get(HANDLE) instanceof LuaFunction handle)) {
            return Failures.missing();
        }
        try {
            Object result = Values.first(lua.call(state, handle));
            return new Answered(JsonLua.write(state, result, limits.resultBytes()));
        } catch (LuaError error) {
            return Failures.of(state, ScriptOutcome.Type.RUNTIME, error);
        }
    }
}
