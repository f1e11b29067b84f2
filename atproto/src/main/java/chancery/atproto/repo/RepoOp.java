package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

/// What a commit did to one key, seen from before and after the commit.
public sealed interface RepoOp {
    MstKey key();

    record Create(MstKey key, Cid cid) implements RepoOp {}

    /// @param prev the record before; may be the same
    record Update(MstKey key, Cid cid, Cid prev) implements RepoOp {}

    /// @param prev the record before
    record Delete(MstKey key, Cid prev) implements RepoOp {}
}
