package chancery.atproto.repo;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The nodes that show what a tree says about some keys. Source: the specification, "Sync".
public final class Proof {
    private final NodeLoader loader;
    private final Map<Cid, Block> blocks = new LinkedHashMap<>();

    private Proof(NodeLoader loader) {
        this.loader = loader;
    }

    /// The nodes from the root to this key, or to where it would stand: they prove the record, or
    /// that there is none.
    public static List<Block> ofRecord(Mst tree, MstKey key) {
        Proof proof = new Proof(tree.loader());
        proof.descend(tree.subtree(), key);
        return List.copyOf(proof.blocks.values());
    }

    /// The nodes on the way to each of these keys, to the key before it and to the key after it.
    /// With them alone a change of these keys can be undone. The root is always among them.
    public static List<Block> covering(Mst tree, Collection<MstKey> keys) {
        Proof proof = new Proof(tree.loader());
        proof.add(tree.subtree());
        for (MstKey key : keys) {
            proof.cover(tree.subtree(), key);
        }
        return List.copyOf(proof.blocks.values());
    }

    private void cover(Subtree root, MstKey key) {
        MstNode node = descend(root, key);
        int i = node.search(key);
        if (i < 0) {
            return;
        }
        for (Subtree at = node.child(i); at != null; ) {
            MstNode before = add(at);
            at = before.child(before.size());
        }
        for (Subtree at = node.child(i + 1); at != null; ) {
            at = add(at).child(0);
        }
    }

    /// The lowest node on the way. Where the key is absent, its neighbours stand on the way too.
    private MstNode descend(Subtree root, MstKey key) {
        MstNode node = add(root);
        for (Subtree child = toward(node, key); child != null; child = toward(node, key)) {
            node = add(child);
        }
        return node;
    }

    private static @Nullable Subtree toward(MstNode node, MstKey key) {
        int i = node.search(key);
        return i >= 0 ? null : node.child(-1 - i);
    }

    private MstNode add(Subtree subtree) {
        Cid cid = subtree.cid();
        if (!blocks.containsKey(cid)) {
            blocks.put(cid, loader.block(subtree));
        }
        return loader.load(subtree);
    }
}
