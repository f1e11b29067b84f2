package chancery.store.embedded.column;

import java.time.Duration;

/// How the files of wide tables are opened.
///
/// @param memoryBytes that the engine may take, outside of Java's heap
/// @param threads that work on questions and batches
/// @param readers connections for reads, that many at a time
/// @param patience in waiting for a connection, at most
/// @param spillBytes that questions should keep in files at most while they are worked on; the
///     engine goes past it when it groups
public record ColumnOptions(
        long memoryBytes, int threads, int readers, Duration patience, long spillBytes) {

    /// What a server runs with.
    public static ColumnOptions of(int cores) {
        return new ColumnOptions(1L << 30, cores, 4, Duration.ofSeconds(5), 8L << 30);
    }
}
