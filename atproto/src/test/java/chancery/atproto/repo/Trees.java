package chancery.atproto.repo;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Trees and blocks for the tests of this package.
final class Trees {
    static final Cid LEAF =
            Cid.parse("bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454");

    private Trees() {}

    /// The empty tree over an empty source.
    static Mst empty() {
        return Mst.empty(BlockSource.EMPTY, NodeCache.NONE, RepoLimits.STANDARD);
    }

    /// A tree with these keys, each with [#LEAF].
    static Mst of(Collection<String> keys) {
        Mst tree = empty();
        for (String key : keys) {
            tree = tree.with(MstKey.parse(key), LEAF);
        }
        return tree;
    }

    /// A tree with these record keys under `com.example.record/`.
    static Mst ofRecordKeys(String... rkeys) {
        return of(List.of(rkeys).stream().map(rkey -> "com.example.record/" + rkey).toList());
    }

    /// All nodes of a tree.
    static Map<Cid, byte[]> nodes(Mst tree) {
        Map<Cid, byte[]> nodes = new HashMap<>();
        collect(tree, tree.subtree(), nodes);
        return nodes;
    }

    /// The tree as it is read from its blocks.
    static Mst reread(Mst tree) {
        BlockSource source = BlockSource.of(nodes(tree));
        return Mst.at(tree.root(), source, NodeCache.NONE, RepoLimits.STANDARD);
    }

    /// The tree of which only these blocks are known.
    static Mst partial(Cid root, Collection<Block> blocks) {
        return Mst.at(root, BlockSource.of(map(blocks)), NodeCache.NONE, RepoLimits.STANDARD);
    }

    static Map<Cid, byte[]> map(Collection<Block> blocks) {
        Map<Cid, byte[]> map = new HashMap<>();
        blocks.forEach(block -> map.put(block.cid(), block.bytes()));
        return map;
    }

    static List<String> keys(Iterable<MstEntry> entries) {
        List<String> keys = new ArrayList<>();
        entries.forEach(entry -> keys.add(entry.key().toString()));
        return keys;
    }

    private static void collect(Mst tree, Subtree at, Map<Cid, byte[]> nodes) {
        nodes.put(at.cid(), tree.loader().block(at).bytes());
        MstNode node = tree.loader().load(at);
        for (int i = 0; i <= node.size(); i++) {
            Subtree child = node.child(i);
            if (child != null) {
                collect(tree, child, nodes);
            }
        }
    }
}
