package chancery.bench.lua;

import chancery.lua.Chunk;
import chancery.lua.Lua;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.Host;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Ours: a chunk compiled once, and states with a budget.
final class ChanceryEngine implements Engine {
    private static final LuaString RUN = LuaString.of("run");

    /// Of what one state used, the benchmark's warm one must never have enough.
    private static final BudgetLimits ENDLESS =
            new BudgetLimits(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, Duration.ofDays(1), 200, 64);

    private static final Parameter NUMBER =
            Parameter.required("number", new ParameterType.Whole(0, 1_000_000), "any");

    private static final HostFunction HOST =
            new HostFunction(
                    "host",
                    "Counts on.",
                    List.of(NUMBER),
                    "the next number",
                    call -> call.whole(1) + 1);

    private final Lua lua = Lua.standard().with(Map.of("host", HOST.toLua()));
    private final Host host;
    private final Chunk script;
    private final State warm;
    private final Object run;

    ChanceryEngine(byte[] source) {
        host =
                new Host(
                        System::nanoTime,
                        System::nanoTime,
                        Clock.systemUTC(),
                        System::nanoTime,
                        _ -> {},
                        _ -> {},
                        Thread.ofVirtual().factory(),
                        () -> {});
        script = lua.compile("=script", source);
        warm = lua.state(ENDLESS, host);
        lua.run(warm, script);
        run = warm.globals().get(RUN);
    }

    @Override
    public double fresh() {
        try (State state = lua.state(BudgetLimits.DEFAULT, host)) {
            return number(lua.run(state, script));
        }
    }

    @Override
    public double run() {
        return number(lua.call(warm, run));
    }

    @Override
    public void close() {
        warm.close();
    }

    private static double number(Object result) {
        return ((Number) Values.first(result)).doubleValue();
    }
}
