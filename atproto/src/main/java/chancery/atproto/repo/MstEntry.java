package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

/// A key of the tree and the record it names.
public record MstEntry(MstKey key, Cid value) {}
