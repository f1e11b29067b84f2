package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

/// What a node points to: a node by its identifier, or a fresh node that was not saved yet.
sealed interface Subtree permits Subtree.Stored, MstNode {
    /// The identifier; a fresh node is encoded and hashed when it is first asked.
    Cid cid();

    /// A node to be read through the source.
    record Stored(Cid cid) implements Subtree {}
}
