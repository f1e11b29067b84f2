package chancery.lua.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// States for tests: a clock that stands still, seeds 1 and 2, no output.
public final class States {
    private States() {}

    /// A state with room for everything a test does.
    public static State roomy() {
        return with(new BudgetLimits(50_000_000, 1L << 30, Duration.ofMinutes(1), 200, 64));
    }

    /// A state with this budget.
    public static State with(BudgetLimits limits) {
        return at(limits, () -> 0);
    }

    /// A state with this budget and a clock.
    public static State at(BudgetLimits limits, LongSupplier nanoTime) {
        return new State(limits, host(nanoTime), new LuaTable(), null);
    }

    /// Parts of a process for states that show nothing outside.
    public static Host host() {
        return host(() -> 0);
    }

    private static Host host(LongSupplier nanoTime) {
        long[] seeds = {0};
        return new Host(
                nanoTime,
                () -> 0,
                InstantSource.system(),
                () -> ++seeds[0],
                _ -> {},
                _ -> {},
                Thread.ofVirtual().factory(),
                () -> {});
    }
}
