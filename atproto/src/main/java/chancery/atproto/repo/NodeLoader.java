package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.util.Optional;

/// Turns pointers into nodes, through the cache and then the source.
record NodeLoader(BlockSource source, NodeCache cache, RepoLimits limits) {
    MstNode load(Subtree subtree) {
        return switch (subtree) {
            case MstNode fresh -> fresh;
            case Subtree.Stored(var cid) -> load(cid);
        };
    }

    MstNode load(Cid cid) {
        Optional<MstNode> known = cache.find(cid);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] bytes =
                source.find(cid)
                        .orElseThrow(
                                () -> new SyntaxException("Missing block of the tree: " + cid));
        MstNode node = MstNode.decode(bytes, limits);
        cache.add(cid, node);
        return node;
    }

    /// The encoded node. A node that others share is encoded again, so that it does not grow.
    Block block(Subtree subtree) {
        return switch (subtree) {
            case MstNode fresh -> fresh.block();
            case Subtree.Stored(var cid) -> new Block(cid, load(cid).encode());
        };
    }

    /// What a node points to: a node by its identifier, or a fresh node that was not saved yet.
    sealed interface Subtree permits Subtree.Stored, MstNode {
        /// The identifier; a fresh node is encoded and hashed when it is first asked.
        Cid cid();

        /// A node to be read through the source.
        record Stored(Cid cid) implements Subtree {}
    }
}
