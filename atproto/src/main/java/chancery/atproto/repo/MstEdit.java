package chancery.atproto.repo;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

/// Changes of a tree, made by copying the nodes on the way to the key. Each step down is one layer,
/// and the layer of the root is at most 128, so the recursion is bounded whatever the source says.
final class MstEdit {
    private final NodeLoader loader;

    MstEdit(NodeLoader loader) {
        this.loader = loader;
    }

    /// The root of the tree with this entry; `root` itself when it is there already.
    MstNode with(MstNode root, MstKey key, Cid value) {
        if (root.bare()) {
            return leaf(key, value);
        }
        int top = layer(root);
        if (key.layer() <= top) {
            return insert(root, top, key, value);
        }
        Halves halves = split(root, top, key);
        int below = key.layer() - 1;
        return leaf(key, value)
                .withChild(0, raised(halves.left(), top, below))
                .withChild(1, raised(halves.right(), top, below));
    }

    /// The root of the tree without this key; `root` itself when it is not there.
    MstNode without(MstNode root, MstKey key) {
        if (root.bare() || key.layer() > layer(root)) {
            return root;
        }
        MstNode rest = remove(root, layer(root), key);
        while (rest != null && rest.size() == 0) {
            Subtree only = rest.child(0);
            rest = only == null ? null : loader.load(only);
        }
        return rest == null ? MstNode.EMPTY : rest;
    }

    private MstNode insert(MstNode node, int layer, MstKey key, Cid value) {
        int i = node.search(key);
        if (i >= 0) {
            requireLayer(layer, key);
            return node.value(i).equals(value) ? node : node.withValue(i, value);
        }
        int gap = -1 - i;
        Subtree child = node.child(gap);
        if (key.layer() == layer) {
            Halves halves = split(child, layer - 1, key);
            return node.withEntry(gap, key, value, halves.left(), halves.right());
        }
        if (child == null) {
            return node.withChild(gap, raised(leaf(key, value), key.layer(), layer - 1));
        }
        MstNode before = loader.load(child);
        MstNode after = insert(before, layer - 1, key, value);
        return after == before ? node : node.withChild(gap, after);
    }

    private @Nullable MstNode remove(MstNode node, int layer, MstKey key) {
        int i = node.search(key);
        if (i >= 0) {
            requireLayer(layer, key);
            Subtree middle = merged(node.child(i), node.child(i + 1), layer - 1);
            return orNull(node.withoutEntry(i, middle));
        }
        int gap = -1 - i;
        Subtree child = node.child(gap);
        if (child == null || key.layer() >= layer) {
            return node;
        }
        MstNode before = loader.load(child);
        MstNode after = remove(before, layer - 1, key);
        return after == before ? node : orNull(node.withChild(gap, after));
    }

    /// What lies left and right of a key that is not in this subtree.
    private Halves split(@Nullable Subtree subtree, int layer, MstKey key) {
        if (subtree == null) {
            return Halves.NONE;
        }
        requireDepth(layer);
        MstNode node = loader.load(subtree);
        int i = node.search(key);
        if (i >= 0) {
            throw wrongLayer(key);
        }
        int gap = -1 - i;
        Halves middle = split(node.child(gap), layer - 1, key);
        MstNode left = orNull(node.slice(0, gap).withChild(gap, middle.left()));
        MstNode right = orNull(node.slice(gap, node.size()).withChild(0, middle.right()));
        if (left == null || right == null) {
            return left == null ? new Halves(null, subtree) : new Halves(subtree, null);
        }
        return new Halves(left, right);
    }

    /// Two neighbouring subtrees of this layer as one.
    private @Nullable Subtree merged(@Nullable Subtree left, @Nullable Subtree right, int layer) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        requireDepth(layer);
        MstNode first = loader.load(left);
        MstNode second = loader.load(right);
        Subtree middle = merged(first.child(first.size()), second.child(0), layer - 1);
        return MstNode.joined(first, second, middle);
    }

    /// The subtree under as many empty nodes as it takes to stand on layer `to`.
    private static @Nullable Subtree raised(@Nullable Subtree subtree, int from, int to) {
        Subtree at = subtree;
        for (int layer = from; layer < to && at != null; layer++) {
            at = MstNode.EMPTY.withChild(0, at);
        }
        return at;
    }

    private static MstNode leaf(MstKey key, Cid value) {
        return MstNode.EMPTY.withEntry(0, key, value, null, null);
    }

    private static @Nullable MstNode orNull(MstNode node) {
        return node.bare() ? null : node;
    }

    private static int layer(MstNode root) {
        if (root.size() == 0) {
            throw new SyntaxException("Invalid tree: the root has no entry");
        }
        return root.key(0).layer();
    }

    private static void requireLayer(int layer, MstKey key) {
        if (key.layer() != layer) {
            throw wrongLayer(key);
        }
    }

    private static void requireDepth(int layer) {
        if (layer < 0) {
            throw new SyntaxException("Invalid tree: a subtree below the lowest layer");
        }
    }

    private static SyntaxException wrongLayer(MstKey key) {
        return SyntaxException.of("tree: key on the wrong layer", key.toString());
    }

    /// The two sides of a split.
    private record Halves(@Nullable Subtree left, @Nullable Subtree right) {
        static final Halves NONE = new Halves(null, null);
    }
}
