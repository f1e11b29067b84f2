package chancery.lua.exec;

import org.jspecify.annotations.Nullable;

/// A statement, ready to run. Immutable and shared by all threads.
abstract class Command {
    /// Ends the innermost loop.
    static final Object BREAK = new Object();

    /// Answers null when what follows is to run next, [#BREAK], the label that a `goto` looks for,
    /// the [Frame] of a call that the function ends with, or else the function's result.
    abstract @Nullable Object exec(Frame frame);
}
