package chancery.store.embedded;

import chancery.store.Cells;
import chancery.store.StoreLimits;

/// How an embedded store is opened.
///
/// @param cells a directory is one cell by default, for nothing in it needs more; tests take four,
///     so that code keeps to what several databases can do
/// @param cacheBytes of the block cache, native memory
/// @param streamCacheBytes of the block cache of streams, native memory
/// @param memtableBytes of all that is not yet in a table file, native memory
/// @param tailBytes of the newest log entries kept for readers, on the heap
public record EmbeddedOptions(
        StoreLimits limits,
        Cells cells,
        long cacheBytes,
        long streamCacheBytes,
        long memtableBytes,
        long tailBytes) {

    /// What a server runs with: about 120 MB of native memory without streams, 410 MB at most with
    /// them.
    public static final EmbeddedOptions DEFAULT =
            new EmbeddedOptions(
                    StoreLimits.DEFAULT, new Cells(1), 48 << 20, 256 << 20, 96 << 20, 16 << 20);

    /// The same options with other limits and cells.
    public EmbeddedOptions with(StoreLimits otherLimits, Cells otherCells) {
        return new EmbeddedOptions(
                otherLimits, otherCells, cacheBytes, streamCacheBytes, memtableBytes, tailBytes);
    }
}
