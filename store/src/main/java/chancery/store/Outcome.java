package chancery.store;

/// How a commit ended.
public sealed interface Outcome {
    /// Written and synced.
    ///
    /// @param positions the position of each append, in the order of the batch
    record Committed(long[] positions) implements Outcome {}

    /// Nothing was written: the condition on this key did not hold.
    record Conflict(Key key) implements Outcome {}
}
