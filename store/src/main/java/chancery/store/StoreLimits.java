package chancery.store;

import java.time.Duration;

/// The limits of a store, the same for each engine.
///
/// @param keyBytes of one key, partition prefix included
/// @param valueBytes of one value or log entry
/// @param batchItems conditions, changes and erased positions of one batch
/// @param batchBytes keys and values of one batch
/// @param getKeys keys of one `getAll`
/// @param queueCount batches that wait to be written
/// @param queueBytes of the batches that wait to be written
/// @param queueWait how long a commit waits for room in the queue
/// @param snapshots open at the same time
/// @param snapshotAge after which a snapshot's reads fail
public record StoreLimits(
        int keyBytes,
        int valueBytes,
        int batchItems,
        long batchBytes,
        int getKeys,
        int queueCount,
        long queueBytes,
        Duration queueWait,
        int snapshots,
        Duration snapshotAge) {

    /// What a server runs with.
    public static final StoreLimits DEFAULT =
            new StoreLimits(
                    4_096,
                    16 << 20,
                    50_000,
                    32 << 20,
                    20_000,
                    4_096,
                    64 << 20,
                    Duration.ofSeconds(10),
                    32,
                    Duration.ofSeconds(60));

    public StoreLimits {
        if (queueBytes < batchBytes || queueCount < 1) {
            throw new IllegalArgumentException("the queue cannot hold one batch");
        }
    }
}
