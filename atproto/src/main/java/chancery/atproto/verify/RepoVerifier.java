package chancery.atproto.verify;

import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.MstEntry;
import chancery.atproto.repo.MstKey;
import chancery.atproto.repo.MstNode;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/// Checks that a tree from outside is the one tree of its content: keys ascend strictly, each lies
/// on its layer, no node is needless, node and depth are bounded. [MstNode#decode] has checked
/// prefixes and encoding. A node that stands twice would bring its keys twice and is refused so.
/// Iterative; holds one node for each layer.
public final class RepoVerifier {
    private final BlockSource source;
    private final RepoLimits limits;
    private final Consumer<MstEntry> entries;
    private final ArrayDeque<Frame> open = new ArrayDeque<>();
    private @Nullable MstKey last;
    private long records;
    private long nodes;

    private RepoVerifier(BlockSource source, RepoLimits limits, Consumer<MstEntry> entries) {
        this.source = source;
        this.limits = limits;
        this.entries = entries;
    }

    /// What a tree consists of.
    public record Extent(long records, long nodes) {}

    /// Walks the tree and hands over its entries in ascending order; refuses the tree at the first
    /// entry or node that is wrong. Whether the records are there is the caller's to check.
    public static Extent verify(
            Cid root, BlockSource source, RepoLimits limits, Consumer<MstEntry> entries) {
        RepoVerifier verifier = new RepoVerifier(source, limits, entries);
        verifier.walk(root);
        return new Extent(verifier.records, verifier.nodes);
    }

    private void walk(Cid root) {
        MstNode top = load(root);
        if (top.bare()) {
            return;
        }
        if (top.size() == 0) {
            throw malformed("a root with entries");
        }
        push(top, top.key(0).layer());
        while (!open.isEmpty()) {
            Frame frame = open.element();
            if (frame.at > frame.node.size()) {
                open.pop();
                continue;
            }
            if (frame.at > 0) {
                entry(frame.node, frame.at - 1);
            }
            descend(frame);
        }
    }

    /// Enters the subtree here, which stands one layer lower.
    private void descend(Frame frame) {
        Optional<Cid> child = frame.node.childCid(frame.at++);
        if (child.isEmpty()) {
            return;
        }
        if (frame.layer == 0) {
            throw malformed("no subtree below the lowest layer");
        }
        MstNode node = load(child.get());
        if (node.bare()) {
            throw malformed("no subtree without keys");
        }
        push(node, frame.layer - 1);
    }

    private void entry(MstNode node, int i) {
        MstKey key = node.key(i);
        if (last != null && last.compareTo(key) >= 0) {
            throw malformed("ascending keys, found " + key + " after " + last);
        }
        last = key;
        records++;
        entries.accept(new MstEntry(key, node.value(i)));
    }

    private void push(MstNode node, int layer) {
        if (layer >= limits.depthMax()) {
            throw malformed("at most " + limits.depthMax() + " layers");
        }
        for (int i = 0; i < node.size(); i++) {
            if (node.key(i).layer() != layer) {
                throw malformed("each key on its layer, found " + node.key(i) + " on " + layer);
            }
        }
        open.push(new Frame(node, layer));
    }

    private MstNode load(Cid cid) {
        nodes++;
        byte[] bytes =
                source.find(cid).orElseThrow(() -> malformed("a complete tree, lacks " + cid));
        return MstNode.decode(bytes, limits);
    }

    private static SyntaxException malformed(String expected) {
        return new SyntaxException("Invalid tree: expected " + expected);
    }

    /// An open node: at the subtree left of entry `at`.
    private static final class Frame {
        final MstNode node;
        final int layer;
        int at;

        Frame(MstNode node, int layer) {
            this.node = node;
            this.layer = layer;
        }
    }
}
