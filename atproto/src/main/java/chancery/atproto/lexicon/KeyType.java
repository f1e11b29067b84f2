package chancery.atproto.lexicon;

import chancery.atproto.syntax.RecordKey;

/// What the keys of a collection look like.
public sealed interface KeyType {

    /// The kinds of key that a collection has many of.
    enum Named implements KeyType {
        TID,
        NSID,
        ANY
    }

    /// The one key that a collection has.
    record Literal(RecordKey key) implements KeyType {}
}
