package chancery.atproto.lexicon;

/// How much that is old or odd is let through.
public enum Strictness {
    /// For what is written here, and for requests.
    STRICT,
    /// For what other servers hold and say: loose datetimes and AT URIs, legacy blob references,
    /// blobs of any type, size and codec.
    LENIENT
}
