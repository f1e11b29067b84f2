package chancery.appview.script;

import java.util.OptionalInt;

/// How a run ended.
public sealed interface ScriptOutcome {
    /// With a result.
    ///
    /// @param json its compact text
    record Answered(String json) implements ScriptOutcome {}

    /// With an error of the script, or a budget that broke.
    ///
    /// @param type as clients see it
    /// @param message of Lua, without the position in front
    /// @param line where it happened, as far as known
    record Failed(Type type, String message, OptionalInt line) implements ScriptOutcome {}

    /// The session of the caller with the host of its repository is over.
    record LoggedOut(String message) implements ScriptOutcome {}

    /// What kind of error.
    enum Type {
        SYNTAX,
        RUNTIME,
        MISSING_HANDLE,
        /// Steps or time.
        TIMEOUT,
        MEMORY
    }
}
