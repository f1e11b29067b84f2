package chancery.lua.runtime;

import java.time.Duration;

/// What one state may use, in all its coroutines together.
///
/// @param steps loop turns, calls, concatenations and units of library work
/// @param bytes allocated in total; freeing gives nothing back
/// @param time from the start of the state to its end
/// @param callDepth calls inside each other
/// @param coroutines alive at one time: started and not ended, as far as the collector has not
/// found them
///     abandoned
public record BudgetLimits(long steps, long bytes, Duration time, int callDepth, int coroutines) {
    /// What a script of the AppView has unless it is told otherwise.
    public static final BudgetLimits DEFAULT =
            new BudgetLimits(5_000_000, 64L << 20, Duration.ofSeconds(10), 200, 64);

    public BudgetLimits {
        if (steps < 1 || bytes < 1 || time.isNegative() || callDepth < 1 || coroutines < 0) {
            throw new IllegalArgumentException("a budget is positive: " + steps + ", " + bytes);
        }
    }
}
