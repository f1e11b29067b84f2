package chancery.appview.script;

import chancery.appview.limit.AppViewLimits;
import chancery.lua.host.Abort;
import chancery.lua.runtime.Budget;
import chancery.lua.runtime.BudgetLimits;
import chancery.lua.runtime.LuaError;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What the host functions of one run share: why it runs, what it may still do, and what it has
/// done. For one thread at a time, as its state.
public final class Run {
    private final Occasion occasion;
    private final AppViewLimits.Scripts limits;
    private final int depth;
    private final Turn turn;
    private int dbCalls;
    private int httpCalls;
    private int writes;
    private int upserts;
    private boolean acted;
    private boolean stale = true;
    private Seating.Seat seat = Seating.NOWHERE;
    private @Nullable Budget budget;

    /// Whether this run has its repository to itself.
    public enum Turn {
        /// Others write, too: a conflict ends this run, and another one begins.
        SHARED,
        /// Nobody else writes the caller's repository while this run lasts.
        EXCLUSIVE
    }

    /// @param depth of calls of methods by methods: 0 for what a client called
    public Run(Occasion occasion, AppViewLimits.Scripts limits, int depth, Turn turn) {
        this.occasion = occasion;
        this.limits = limits;
        this.depth = depth;
        this.turn = turn;
    }

    /// The run takes place here, within this budget.
    void begin(Seating.Seat where, Budget left) {
        seat = where;
        budget = left;
    }

    /// Where it takes place, with all that it calls.
    Seating.Seat seat() {
        return seat;
    }

    /// What a run that this one calls may use: as much as is left here, at most.
    BudgetLimits left(BudgetLimits usual) {
        return budget == null
                ? usual
                : new BudgetLimits(
                        usual.steps(),
                        Math.clamp(budget.bytesLeft(), 1, usual.bytes()),
                        Duration.ofNanos(Math.clamp(budget.nanosLeft(), 0, usual.time().toNanos())),
                        usual.callDepth(),
                        usual.coroutines());
    }

    public Occasion occasion() {
        return occasion;
    }

    /// How many methods called each other to get here.
    public int depth() {
        return depth;
    }

    public Turn turn() {
        return turn;
    }

    /// Counts a look into the index.
    ///
    /// @throws LuaError when that was the last one allowed
    public void chargeDb() {
        if (++dbCalls > limits.dbCalls()) {
            throw new LuaError("too many db calls: at most " + limits.dbCalls());
        }
    }

    /// Counts a request to elsewhere.
    ///
    /// @throws LuaError when that was the last one allowed
    public void chargeHttp() {
        if (++httpCalls > limits.httpCalls()) {
            throw new LuaError("too many http calls: at most " + limits.httpCalls());
        }
    }

    /// Counts records that are written.
    ///
    /// @throws LuaError when these are more than are allowed
    public void chargeWrites(int count) {
        writes += count;
        if (writes > limits.recordWrites()) {
            throw new LuaError("too many record writes: at most " + limits.recordWrites());
        }
    }

    /// Counts an upsert of records into a stream.
    ///
    /// @throws LuaError when that was the last one allowed
    public void chargeUpsert(int max) {
        if (++upserts > max) {
            throw new LuaError("too many upserts into streams: at most " + max);
        }
    }

    /// Another write came between what this run read and what it writes: ends the run for another
    /// one, when nothing it did forbids that.
    ///
    /// @return what to throw when the run goes on: an error that the script can handle
    public LuaError conflict(String message) {
        if (!acted) {
            throw new Abort(new ConflictException(message));
        }
        return new LuaError(message);
    }

    /// Something happened that another run must not do again: a record was written, a request to
    /// elsewhere sent, a job made.
    public void act() {
        acted = true;
        stale = true;
    }

    /// Whether the index must be waited for before the next look into it: before the first one, and
    /// after each act. Asking settles it.
    public boolean takeStale() {
        boolean was = stale;
        stale = false;
        return was;
    }

    /// Whether anything happened that another run must not do again.
    public boolean acted() {
        return acted;
    }
}
