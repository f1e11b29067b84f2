package chancery.appview.session;

import chancery.appview.dpop.ReplayGuard;

/// Ends what has an end: keys that nobody came back for, and proofs whose time is over.
public final class Upkeep {
    private final KeyDesk desk;
    private final ReplayGuard replays;

    public Upkeep(KeyDesk desk, ReplayGuard replays) {
        this.desk = desk;
        this.replays = replays;
    }

    /// One turn; for a loop every minute.
    public void turn() {
        desk.sweep();
        replays.sweep();
    }
}
