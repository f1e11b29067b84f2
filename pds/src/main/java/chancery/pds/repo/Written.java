package chancery.pds.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Tid;

/// How a write ended.
public sealed interface Written {
    /// A new commit, durable with its event.
    record Committed(Cid commit, Tid rev) implements Written {}

    /// Nothing had to change: no commit, no event.
    record Unchanged() implements Written {}
}
