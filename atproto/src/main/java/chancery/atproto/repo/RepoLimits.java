package chancery.atproto.repo;

/// What repositories and their archives contain at most.
///
/// @param nodeEntriesMax entries of one tree node; 256 by chance has odds of 1 to 10^32
/// @param depthMax layers of a tree
/// @param writesMax writes of one commit
/// @param eventBytesMax bytes of the archive that goes out with one commit
/// @param carHeaderBytesMax bytes of an archive's header
/// @param carBlockBytesMax bytes of one block of an archive, identifier included
/// @param carBlocksMax blocks of one archive
/// @param exportBatchMax records that an export looks up and holds at once
public record RepoLimits(
        int nodeEntriesMax,
        int depthMax,
        int writesMax,
        int eventBytesMax,
        int carHeaderBytesMax,
        int carBlockBytesMax,
        int carBlocksMax,
        int exportBatchMax) {
    /// The limits of the network, and ours where it names none.
    public static final RepoLimits STANDARD =
            new RepoLimits(256, 32, 200, 2_000_000, 64 << 10, 2 << 20, 5_000_000, 64);
}
