package chancery.lua.runtime;

import chancery.lua.number.Randomness;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// The world of one script: globals, budget, the running coroutine. Cheap to make, used by one
/// caller at a time, and of no use after a breach.
public final class State implements AutoCloseable {
    /// As many calls of C functions as Lua lets be inside each other.
    private static final int NESTING_MAX = 196;

    private final Budget budget;
    private final LuaTable globals;
    private final Host host;
    private final @Nullable LuaTable stringMetatable;
    private @Nullable Randomness randomness;
    private boolean warning;
    private @Nullable Object context;
    private long addresses;
    private Object handler = Nil.NIL;
    private int nesting;
    private int library;
    private int guards;
    private @Nullable Coroutine running;
    private @Nullable Coroutine main;
    private final LiveCoroutines coroutines;

    /// @param stringMetatable of this state alone; null for strings without methods
    public State(
            BudgetLimits limits, Host host, LuaTable globals, @Nullable LuaTable stringMetatable) {
        budget = new Budget(limits, host.nanoTime(), host.pause());
        this.host = host;
        this.globals = globals;
        this.stringMetatable = stringMetatable;
        coroutines = new LiveCoroutines(budget, limits.coroutines());
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

    /// Where the running coroutine, or the main program, is: what a protected call restores when it
    /// catches an error, and a coroutine when it goes on.
    ///
    /// @param depth of calls
    /// @param nesting of calls by the library and by metatables
    /// @param library functions that run, which nothing can yield across
    /// @param guards protected calls around
    /// @param handler of messages, nil without one
    public record Mark(int depth, int nesting, int library, int guards, Object handler) {
        /// Where a coroutine starts.
        public static final Mark START = new Mark(0, 0, 0, 0, Nil.NIL);

        /// The same inside more or, by a negative number, fewer calls by the library.
        public Mark nestedBy(int more) {
            return new Mark(depth, nesting + more, library, guards, handler);
        }
    }

    /// What to restore if what comes next fails.
    public Mark mark() {
        return new Mark(budget.depth(), nesting, library, guards, handler);
    }

    /// Restores what was when the mark was made.
    public void reset(Mark mark) {
        budget.depth(mark.depth);
        nesting = mark.nesting;
        library = mark.library;
        guards = mark.guards;
        handler = mark.handler;
    }

    /// The library or a metatable calls back.
    public void nest() {
        if (++nesting > NESTING_MAX) {
            throw new OperationError("C stack overflow");
        }
    }

    /// Whether no more calls by the library fit inside each other.
    public boolean nestedFully() {
        return nesting >= NESTING_MAX;
    }

    /// The call came back.
    public void unnest() {
        nesting--;
    }

    /// A library function begins.
    void enterLibrary() {
        library++;
    }

    /// A library function ended.
    void leaveLibrary() {
        library--;
    }

    /// Whether a library function runs that nothing can yield across.
    public boolean insideLibrary() {
        return library > 0;
    }

    /// A protected call begins, with its message handler or nil.
    public void guard(Object messageHandler) {
        guards++;
        handler = messageHandler;
    }

    /// Whether no protected call of the running coroutine would catch an error.
    public boolean unguarded() {
        return guards == 0;
    }

    /// The coroutine that runs; null for the main program.
    public @Nullable Coroutine running() {
        return running;
    }

    /// Another coroutine runs from now on, or by null the main program.
    public void running(@Nullable Coroutine coroutine) {
        running = coroutine;
    }

    /// What stands for the main program, made at the first call.
    public Coroutine main(Supplier<Coroutine> maker) {
        Coroutine standing = main;
        if (standing == null) {
            standing = maker.get();
            main = standing;
        }
        return standing;
    }

    /// Coroutines that were started and have not ended.
    public LiveCoroutines coroutines() {
        return coroutines;
    }

    /// Ends all coroutines, without running anything of the script. The state is of no use
    /// afterwards.
    @Override
    public void close() {
        coroutines.end();
    }

    /// Message handler of the innermost protected call; nil when it has none.
    public Object handler() {
        return handler;
    }

    /// The numbers of `math.random`, seeded by the host at the first call.
    public Randomness randomness() {
        if (randomness == null) {
            randomness = new Randomness(host.seed());
        }
        return randomness;
    }

    /// Hangs something of the host on the state, for the host's functions.
    public void context(Object of) {
        context = of;
    }

    /// What the host hung on the state.
    public Object context() {
        if (context == null) {
            throw new IllegalStateException("the host gave the state no context");
        }
        return context;
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
