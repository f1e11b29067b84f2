package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

import java.util.Optional;

/// Decoded nodes by identifier, shared by all trees and threads. Forgetting is always allowed. What
/// is added holds no other node, so [MstNode#weight] is all the memory it keeps.
public interface NodeCache {
    /// A cache that keeps nothing.
    NodeCache NONE =
            new NodeCache() {
                @Override
                public Optional<MstNode> find(Cid cid) {
                    return Optional.empty();
                }

                @Override
                public void add(Cid cid, MstNode node) {}
            };

    /// The node, if it is still known.
    Optional<MstNode> find(Cid cid);

    /// Keeps this node for a while.
    void add(Cid cid, MstNode node);
}
