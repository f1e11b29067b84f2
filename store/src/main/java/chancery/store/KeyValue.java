package chancery.store;

/// Ordered bytes in named spaces, written by conditional atomic batches. Plain reads see the newest
/// durable state. Safe for all threads.
public interface KeyValue extends Reader, AutoCloseable {
    /// Writes the batch whole and durable, or nothing: a condition that does not hold is a
    /// [Outcome.Conflict]. Returns when the write is synced.
    ///
    /// @throws IllegalArgumentException when the keys name two cells, or the batch is over a limit
    /// @throws StoreBusyException when there was no room in time; nothing was written
    /// @throws StoreClosedException when the store is closing; nothing was written
    Outcome commit(Batch batch);

    /// A version of the store that every read from now on sees at least; they grow with the writes.
    /// [Batch#NEVER] where the engine keeps none. For [Batch#readSince(long)].
    default long version() {
        return Batch.NEVER;
    }

    /// The durable state of this moment, for several reads that belong together.
    ///
    /// @throws StoreBusyException when as many as allowed are open
    Snapshot snapshot();

    /// The log of this name; a log that was never written to is empty.
    Log log(String name);

    @Override
    void close();
}
