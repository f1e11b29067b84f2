package chancery.atproto.repo;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;

import java.util.Optional;

/// A Merkle search tree: record identifiers by key, in a shape that only the content decides.
/// Persistent: a change answers a new tree and this one stays valid. Nodes are read when they are
/// needed; changed nodes are held by the tree and hashed when [#root] is first asked, so that many
/// changes share that work. Source: the specification, "Repository".
public final class Mst {
    private final NodeLoader loader;
    private final Subtree root;

    Mst(NodeLoader loader, Subtree root) {
        this.loader = loader;
        this.root = root;
    }

    /// The tree without keys.
    public static Mst empty(BlockSource source, NodeCache cache, RepoLimits limits) {
        return new Mst(new NodeLoader(source, cache, limits), MstNode.EMPTY);
    }

    /// The tree with this root in the source.
    public static Mst at(Cid root, BlockSource source, NodeCache cache, RepoLimits limits) {
        return new Mst(new NodeLoader(source, cache, limits), new Subtree.Stored(root));
    }

    /// The identifier of the whole content.
    public Cid root() {
        return root.cid();
    }

    public boolean empty() {
        return loader.load(root).bare();
    }

    /// The record under this key.
    public Optional<Cid> get(MstKey key) {
        Subtree at = root;
        while (at != null) {
            MstNode node = loader.load(at);
            int i = node.search(key);
            if (i >= 0) {
                return Optional.of(node.value(i));
            }
            at = node.child(-1 - i);
        }
        return Optional.empty();
    }

    /// The tree with this record under this key.
    public Mst with(MstKey key, Cid value) {
        MstNode before = loader.load(root);
        MstNode after = new MstEdit(loader).with(before, key, value);
        return after == before ? this : new Mst(loader, after);
    }

    /// The tree without this key.
    public Mst without(MstKey key) {
        MstNode before = loader.load(root);
        MstNode after = new MstEdit(loader).without(before, key);
        return after == before ? this : new Mst(loader, after);
    }

    /// All entries in ascending order; reads nodes as it goes.
    public Iterable<MstEntry> entries() {
        return () -> new MstCursor(loader, root).entries();
    }

    /// The entries from this key on, in ascending order.
    public Iterable<MstEntry> entriesFrom(MstKey first) {
        return () -> MstCursor.from(loader, root, first.ascii()).entries();
    }

    /// The entries whose key begins with this text, such as `app.bsky.feed.post/`, in ascending
    /// order.
    public Iterable<MstEntry> entriesUnder(String prefix) {
        return () -> MstCursor.under(loader, root, prefix);
    }

    /// The same content with nothing held, to be read through the source again. For when the
    /// changed nodes have been saved; they go to the cache.
    public Mst saved() {
        if (root instanceof MstNode fresh && !fresh.bare()) {
            share(fresh);
        }
        return new Mst(loader, new Subtree.Stored(root.cid()));
    }

    /// Whether the limits hold for the nodes that were changed.
    boolean bounded() {
        return !(root instanceof MstNode fresh) || bounded(fresh, 1);
    }

    NodeLoader loader() {
        return loader;
    }

    Subtree subtree() {
        return root;
    }

    private void share(MstNode fresh) {
        for (int i = 0; i <= fresh.size(); i++) {
            if (fresh.child(i) instanceof MstNode child) {
                share(child);
            }
        }
        loader.cache().add(fresh.cid(), fresh.detached());
    }

    private boolean bounded(MstNode fresh, int depth) {
        RepoLimits limits = loader.limits();
        if (fresh.size() > limits.nodeEntriesMax() || depth > limits.depthMax()) {
            return false;
        }
        for (int i = 0; i <= fresh.size(); i++) {
            if (fresh.child(i) instanceof MstNode child && !bounded(child, depth + 1)) {
                return false;
            }
        }
        return true;
    }
}
