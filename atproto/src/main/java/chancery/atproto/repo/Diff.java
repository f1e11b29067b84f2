package chancery.atproto.repo;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What differs between two trees, found without reading what they share.
///
/// A node stands at one place of a tree only: every subtree holds a key, and the keys of two places
/// differ. So a node opened on one side is part of the other tree exactly when it was opened there
/// too, since both sides step over it together or not at all.
///
/// @param ops the changes, in the order of the keys
/// @param nodesAdded nodes of the second tree that the first lacks, from the root down
/// @param nodesDropped nodes of the first tree that the second lacks
public record Diff(List<RepoOp> ops, List<Block> nodesAdded, List<Cid> nodesDropped) {
    public Diff {
        ops = List.copyOf(ops);
        nodesAdded = List.copyOf(nodesAdded);
        nodesDropped = List.copyOf(nodesDropped);
    }

    /// What changed between these trees.
    public static Diff of(Mst before, Mst after) {
        Side left = new Side(before);
        Side right = new Side(after);
        List<RepoOp> ops = new ArrayList<>();
        while (!left.cursor.exhausted() || !right.cursor.exhausted()) {
            step(left, right, ops);
        }
        List<Cid> dropped = left.openedWithout(right).stream().map(Subtree::cid).toList();
        List<Block> added = right.openedWithout(left).stream().map(after.loader()::block).toList();
        return new Diff(ops, added, dropped);
    }

    private static void step(Side left, Side right, List<RepoOp> ops) {
        Subtree before = left.cursor.subtree();
        Subtree after = right.cursor.subtree();
        if (before != null && after != null && before.cid().equals(after.cid())) {
            left.cursor.next();
            right.cursor.next();
        } else if (before != null && (after == null || left.layer() >= right.layer())) {
            left.open(before);
        } else if (after != null) {
            right.open(after);
        } else {
            compare(left.cursor, right.cursor, ops);
        }
    }

    private static void compare(MstCursor left, MstCursor right, List<RepoOp> ops) {
        int order = order(left, right);
        if (order < 0) {
            MstEntry gone = left.entry();
            ops.add(new RepoOp.Delete(gone.key(), gone.value()));
        } else if (order > 0) {
            MstEntry fresh = right.entry();
            ops.add(new RepoOp.Create(fresh.key(), fresh.value()));
        } else if (!left.entry().value().equals(right.entry().value())) {
            MstEntry changed = right.entry();
            ops.add(new RepoOp.Update(changed.key(), changed.value(), left.entry().value()));
        }
        if (order <= 0) left.next();
        if (order >= 0) right.next();
    }

    private static int order(MstCursor left, MstCursor right) {
        if (left.exhausted()) {
            return 1;
        }
        return right.exhausted() ? -1 : left.entry().key().compareTo(right.entry().key());
    }

    /// One of the two trees, with the nodes that were opened in it.
    private static final class Side {
        final MstCursor cursor;
        private final int top;
        private final Map<Cid, Subtree> opened = new LinkedHashMap<>();

        Side(Mst tree) {
            MstNode root = tree.loader().load(tree.subtree());
            this.cursor = new MstCursor(tree.loader(), tree.subtree());
            this.top = root.size() == 0 ? 0 : root.key(0).layer();
        }

        int layer() {
            return top - cursor.depth();
        }

        void open(Subtree subtree) {
            opened.put(subtree.cid(), subtree);
            cursor.open();
        }

        List<Subtree> openedWithout(Side other) {
            List<Subtree> only = new ArrayList<>();
            opened.forEach(
                    (cid, node) -> {
                        if (!other.opened.containsKey(cid)) {
                            only.add(node);
                        }
                    });
            return only;
        }
    }
}
