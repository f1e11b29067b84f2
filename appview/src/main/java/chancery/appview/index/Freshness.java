package chancery.appview.index;

/// How far the index is. Readers wait, writers do not.
@FunctionalInterface
public interface Freshness {
    /// Waits until all that was durable on this server when the call began is in the index. What a
    /// hook still works on is not waited for.
    ///
    /// @throws chancery.web.Refusal of kind `UNAVAILABLE` when that takes longer than two seconds
    void await();
}
