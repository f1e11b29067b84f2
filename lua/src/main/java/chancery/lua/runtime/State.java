package chancery.lua.runtime;

import chancery.lua.number.Randomness;

import org.jspecify.annotations.Nullable;

/// The world of one script: globals, budget, the running coroutine. Cheap to make, used by one
/// caller at a time, and of no use after a breach.
public final class State {
    private final Budget budget;
    private final LuaTable globals;
    private final Host host;
    private final @Nullable LuaTable stringMetatable;
    private @Nullable Randomness randomness;
    private boolean warning;
    private long addresses;
    private Object handler = Nil.NIL;

    /// @param stringMetatable of this state alone; null for strings without methods
    public State(
            BudgetLimits limits, Host host, LuaTable globals, @Nullable LuaTable stringMetatable) {
        budget = new Budget(limits, host.nanoTime(), host.pause());
        this.host = host;
        this.globals = globals;
        this.stringMetatable = stringMetatable;
    }

    /// What is left to this state and all its coroutines.
    public Budget budget() {
        return budget;
    }

    /// The table of global variables, `_G`.
    public LuaTable globals() {
        return globals;
    }

    /// Clocks, randomness and output of the process around.
    public Host host() {
        return host;
    }

    /// Metatable of a value, null when it has none: tables have their own, all strings share one.
    public @Nullable LuaTable metatable(Object value) {
        if (value instanceof LuaTable table) {
            return table.metatable();
        }
        return value instanceof LuaString ? stringMetatable : null;
    }

    /// What a protected call restores when it catches an error.
    ///
    /// @param depth of calls
    /// @param handler of messages, nil without one
    public record Mark(int depth, Object handler) {}

    /// What to restore if what comes next fails.
    public Mark mark() {
        return new Mark(budget.depth(), handler);
    }

    /// Restores what was when the mark was made.
    public void reset(Mark mark) {
        budget.depth(mark.depth);
        handler = mark.handler;
    }

    /// Message handler of the innermost protected call; nil when it has none.
    public Object handler() {
        return handler;
    }

    /// Sets the message handler, when a protected call begins or ends.
    public void handler(Object to) {
        handler = to;
    }

    /// The numbers of `math.random`, seeded by the host at the first call.
    public Randomness randomness() {
        if (randomness == null) {
            randomness = new Randomness(host.seed());
        }
        return randomness;
    }

    /// Whether `warn` reaches the host; it does from the first `warn("@on")` on.
    public boolean warning() {
        return warning;
    }

    /// Lets `warn` reach the host from now on.
    public void startWarning() {
        warning = true;
    }

    /// Keeps `warn` from the host from now on.
    public void stopWarning() {
        warning = false;
    }

    /// The next identity for texts such as `table: 0x...`.
    long nextAddress() {
        addresses += 32;
        return 0x55550000_0000L + addresses;
    }
}
