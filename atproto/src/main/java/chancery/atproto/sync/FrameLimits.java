package chancery.atproto.sync;

import chancery.atproto.syntax.SyntaxException;

/// What a frame may hold at most.
///
/// @param frameBytesMax bytes of header and body together
/// @param opsMax records changed by one commit
/// @param blocksBytesMax bytes of a commit's archive
/// @param syncBlocksBytesMax bytes of the archive in a sync event
public record FrameLimits(
        int frameBytesMax, int opsMax, int blocksBytesMax, int syncBlocksBytesMax) {
    /// The limits of the specification.
    public static final FrameLimits STANDARD = new FrameLimits(5_000_000, 200, 2_000_000, 10_000);

    void check(Event event) {
        switch (event) {
            case Event.Commit commit -> {
                checkOps(commit.ops().size());
                require(commit.blocks().size(), blocksBytesMax, "bytes of blocks");
            }
            case Event.Sync sync ->
                    require(sync.blocks().size(), syncBlocksBytesMax, "bytes of blocks");
            case Event.Identity _, Event.Account _ -> {}
        }
    }

    void checkOps(int count) {
        require(count, opsMax, "ops");
    }

    void checkFrame(int bytes) {
        require(bytes, frameBytesMax, "bytes of frame");
    }

    private static void require(int count, int max, String what) {
        if (count > max) {
            throw new SyntaxException("Invalid event: at most " + max + " " + what);
        }
    }
}
