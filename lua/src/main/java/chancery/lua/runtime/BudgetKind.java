package chancery.lua.runtime;

/// What a script can run out of.
public enum BudgetKind {
    /// Steps: loop turns, calls, concatenations, and work inside library functions.
    STEPS,
    /// Bytes allocated.
    MEMORY,
    /// Time by the clock.
    TIME,
    /// Calls inside each other, or the stack of the thread.
    CALL_DEPTH,
    /// Coroutines alive.
    COROUTINES
}
