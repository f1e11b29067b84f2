package chancery.lua.runtime;

import org.jspecify.annotations.Nullable;

import java.util.function.LongSupplier;

/// What is left to a state. One object for all its coroutines, of which one runs at a time.
///
/// The clock is looked at once a slice of steps, so that a step costs a decrement.
public final class Budget {
    /// Steps between two looks at the clock: some 50 microseconds of a busy loop.
    private static final int SLICE = 4096;

    /// Calls inside each other that Lua has room for, about; one more is an error of the script.
    private static final int STACK_MAX = 190_000;

    private final LongSupplier nanoTime;
    private final long deadline;
    private final int depthMax;
    private final Runnable pause;
    private int slice;
    private long steps;
    private long bytes;
    private long held;
    private Runnable grant = () -> {};
    private int depth;
    private @Nullable BudgetKind broken;

    /// A fresh budget. The pause runs after each slice of steps, for a host that shares its
    /// threads.
    Budget(BudgetLimits limits, LongSupplier nanoTime, Runnable pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
        deadline = nanoTime.getAsLong() + limits.time().toNanos();
        depthMax = Math.min(limits.callDepth(), STACK_MAX);
        steps = limits.steps();
        bytes = limits.bytes();
    }

    /// One loop turn, call or concatenation.
    public void step() {
        if (--slice < 0) {
            refill(1);
        }
    }

    /// As much work as so many steps; never negative.
    public void steps(long count) {
        if (count <= slice) {
            slice -= (int) count;
        } else {
            refill(count);
        }
    }

    /// So many bytes more are held, or may be.
    public void allocate(long count) {
        bytes -= count;
        if (bytes < 0) {
            shortOfBytes();
        }
    }

    /// Holds all bytes back but these, until a charge needs more than them. For a host that has
    /// room for many small scripts and few large ones.
    ///
    /// @param grant runs one time, when more is needed: may wait, and throws to end the state
    public void holdBack(long first, Runnable grant) {
        held = Math.max(0, bytes - first);
        bytes -= held;
        this.grant = grant;
    }

    private void shortOfBytes() {
        if (held == 0 || bytes + held < 0) {
            throw breach(BudgetKind.MEMORY);
        }
        grant.run();
        bytes += held;
        held = 0;
    }

    /// A call begins; [#leave] ends it, or whoever catches what it throws sets the depth back.
    public void enter() {
        enter(1);
    }

    /// A call begins that takes as much stack as several.
    public void enter(int weight) {
        depth += weight;
        if (depth > depthMax) {
            overflow(weight);
        }
    }

    /// A call ended.
    public void leave() {
        depth--;
    }

    /// A call of a weight ended.
    public void leave(int weight) {
        depth -= weight;
    }

    /// Calls inside each other now.
    public int depth() {
        return depth;
    }

    /// Sets the depth back to what it was before something threw, or to a coroutine's own.
    public void depth(int earlier) {
        depth = earlier;
    }

    /// Looks at the clock now: for host functions, before and after they wait.
    public void checkTime() {
        if (broken != null) {
            throw breach(broken);
        }
        if (nanoTime.getAsLong() - deadline >= 0) {
            throw breach(BudgetKind.TIME);
        }
    }

    /// Nanoseconds that are left by the clock; not positive when there are none.
    public long nanosLeft() {
        return deadline - nanoTime.getAsLong();
    }

    /// Which budget broke; null while none has.
    public @Nullable BudgetKind broken() {
        return broken;
    }

    /// Steps that are left.
    public long stepsLeft() {
        return steps + slice;
    }

    /// Bytes that are left.
    public long bytesLeft() {
        return bytes + held;
    }

    /// Ends the state: what to throw. From here on every charge throws the same.
    public Breach breach(BudgetKind kind) {
        if (broken == null) {
            broken = kind;
        }
        slice = -1;
        steps = -1;
        bytes = -1;
        held = 0;
        return new Breach(broken);
    }

    private void overflow(int weight) {
        if (depthMax < STACK_MAX) {
            throw breach(BudgetKind.CALL_DEPTH);
        }
        depth -= weight;
        throw new OperationError("stack overflow");
    }

    private void refill(long count) {
        if (broken != null) {
            throw breach(broken);
        }
        long left = steps + Math.max(slice, 0) - count;
        if (left < 0) {
            throw breach(BudgetKind.STEPS);
        }
        checkTime();
        slice = (int) Math.min(SLICE, left);
        steps = left - slice;
        pause.run();
    }
}
