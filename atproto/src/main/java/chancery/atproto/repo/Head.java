package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Tid;

/// Where a repository stands.
///
/// @param commit the newest commit
/// @param rev its revision
/// @param data the root of its tree
public record Head(Cid commit, Tid rev, Cid data) {}
