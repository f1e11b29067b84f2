package chancery.appview.script;

import chancery.atproto.syntax.Did;

import java.util.function.Supplier;

/// Turns at writing repositories that live on this server.
public interface Turns {
    /// Whether this account lives here and may be written to.
    boolean here(Did did);

    /// Does work while no other script writes this repository: the work may read and commit, and
    /// no commit of others comes between. The turn is the work's, not the thread's: coroutines of
    /// the script have it, too.
    <T> T inTurn(Did did, Supplier<T> work);
}
