package chancery.appview.xrpc;

import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptOutcome;
import chancery.lua.Chunk;

/// Runs scripts.
@FunctionalInterface
public interface Scripts {
    /// Runs a script, again where another write came between.
    ///
    /// @param depth how many methods called each other to get here
    /// @throws chancery.web.Refusal when something the script needs cannot be had
    ScriptOutcome run(Chunk chunk, Occasion occasion, int depth);
}
