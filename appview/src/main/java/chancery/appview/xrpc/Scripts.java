package chancery.appview.xrpc;

import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.appview.script.ScriptOutcome;
import chancery.lua.Chunk;

import java.util.Optional;

/// Runs scripts.
@FunctionalInterface
public interface Scripts {
    /// Runs a script, again where another write came between.
    ///
    /// @param caller the script that calls; empty when a client does
    /// @throws chancery.web.Refusal when something the script needs cannot be had
    ScriptOutcome run(Chunk chunk, Occasion occasion, Optional<Run> caller);
}
