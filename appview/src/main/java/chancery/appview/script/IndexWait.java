package chancery.appview.script;

import chancery.appview.index.Freshness;
import chancery.lua.host.Abort;
import chancery.web.Refusal;

/// Waits for the index where a run looks into it: before its first look, and again after each act,
/// so that it sees what it did. A script that is part of indexing never waits.
public final class IndexWait {
    private final Freshness freshness;

    public IndexWait(Freshness freshness) {
        this.freshness = freshness;
    }

    /// Waits as long as this run has to.
    public void before(Run run) {
        boolean stale = run.takeStale();
        switch (run.occasion()) {
            case Occasion.Hook _, Occasion.Label _ -> {}
            case Occasion.Query _, Occasion.Procedure _, Occasion.Job _ -> {
                if (stale) {
                    await();
                }
            }
        }
    }

    private void await() {
        try {
            freshness.await();
        } catch (Refusal late) {
            throw new Abort(late);
        }
    }
}
