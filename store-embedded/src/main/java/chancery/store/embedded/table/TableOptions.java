package chancery.store.embedded.table;

import java.time.Duration;

/// How a file of tables is opened.
///
/// @param readers connections for reads, that many at a time
/// @param rawReaders connections for raw SQL
/// @param cacheKilobytes of the page cache of each connection, native memory
/// @param mappedBytes of the file that reads go to without copying
/// @param patience in waiting for a connection, at most
/// @param backlog rows that a search index may be behind: searches look at them themselves, which
///     takes a few microseconds each
public record TableOptions(
        int readers,
        int rawReaders,
        int cacheKilobytes,
        long mappedBytes,
        Duration patience,
        int backlog) {

    /// What a server runs with: about 70 MB of native memory in all.
    public static final TableOptions DEFAULT =
            new TableOptions(4, 2, 10_000, 256 << 20, Duration.ofSeconds(5), 1_000);
}
