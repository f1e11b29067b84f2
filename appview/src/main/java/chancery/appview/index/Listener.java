package chancery.appview.index;

/// Hears of changes that feeds bring and that are no rows of the index, after the changes before
/// them were handed on. Quick.
public interface Listener {
    /// A DID document or handle may be another one.
    void identity(Change.Identity change);

    /// A repository has to be read again; the index does that by itself.
    default void resync(Change.Resync change) {}

    /// A lexicon was published, replaced or taken back by its authority: a [Change.Put] or a
    /// [Change.Delete] of the collection `com.atproto.lexicon.schema`.
    void schema(Change change);
}
