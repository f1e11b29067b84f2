package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.util.List;
import java.util.Optional;

/// Undoes a commit on the part of its tree that came with it. The root that results must be the
/// root before: then the changes named are all that happened. Source: the specification, "Sync".
public final class Inversion {
    private Inversion() {}

    /// The root before these changes. Refuses changes that the tree contradicts, and a tree that
    /// lacks a needed node.
    public static Cid rootBefore(Mst after, List<RepoOp> ops) {
        Mst tree = after;
        for (RepoOp op : ops.reversed()) {
            tree = undone(tree, op);
        }
        return tree.root();
    }

    private static Mst undone(Mst tree, RepoOp op) {
        return switch (op) {
            case RepoOp.Create(var key, var cid) -> {
                requireValue(tree, key, Optional.of(cid));
                Mst rest = tree.without(key);
                requireValue(rest, key, Optional.empty());
                yield rest;
            }
            case RepoOp.Update(var key, var cid, var prev) -> {
                requireValue(tree, key, Optional.of(cid));
                yield tree.with(key, prev);
            }
            case RepoOp.Delete(var key, var prev) -> {
                requireValue(tree, key, Optional.empty());
                yield tree.with(key, prev);
            }
        };
    }

    private static void requireValue(Mst tree, MstKey key, Optional<Cid> expected) {
        if (!tree.get(key).equals(expected)) {
            throw SyntaxException.of("commit: the tree contradicts the change", key.toString());
        }
    }
}
