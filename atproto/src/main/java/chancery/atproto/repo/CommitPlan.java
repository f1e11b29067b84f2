package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Tid;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// A commit, decided and not done: what to save, what to drop and what to tell.
///
/// @param before where the repository stood; empty for the first commit
/// @param after where it stands with this commit
/// @param commit the signed commit
/// @param ops at most one for each key, in the order in which the writes first named them
/// @param changes what to save and drop
/// @param proof the blocks of the event: the commit, the covering proof of each key in the new
///     tree, and the new records
/// @param tree the content with this commit; once it is saved, go on with [Mst#saved]
public record CommitPlan(
        Did did,
        Optional<Head> before,
        Head after,
        Block commit,
        List<RepoOp> ops,
        BlockChanges changes,
        List<Block> proof,
        Mst tree)
        implements Planned {
    public CommitPlan {
        ops = List.copyOf(ops);
        proof = List.copyOf(proof);
    }

    /// Decides a commit with these writes, done in order, all or none. `rev` is after the revision
    /// before. The limits are those of the tree.
    public static Planned of(RepoState state, List<Write> writes, Tid rev, Commit.Signer signer) {
        RepoLimits limits = state.tree().loader().limits();
        if (writes.size() > limits.writesMax()) {
            return new Planned.TooMany(writes.size());
        }
        NetOps net = new NetOps(state.tree());
        for (Write write : writes) {
            Optional<Planned.Refused> refused = net.add(write);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        Mst tree = applied(state.tree(), net.ops());
        if (!tree.bounded()) {
            return new Planned.Crowded();
        }
        CommitPlan plan =
                of(state, tree, net, Commit.signed(state.did(), tree.root(), rev, signer));
        long size = CarWriter.sliceSize(plan.proof);
        return size > limits.eventBytesMax() ? new Planned.TooLarge(size) : plan;
    }

    /// The revision before; empty for the first commit.
    public Optional<Tid> since() {
        return before.map(Head::rev);
    }

    /// The root of the tree before; empty for the first commit.
    public Optional<Cid> prevData() {
        return before.map(Head::data);
    }

    /// The archive of the event: its root is the commit.
    public byte[] eventBlocks() {
        return CarWriter.slice(commit.cid(), proof);
    }

    /// The bytes of [#eventBlocks].
    public int eventBytes() {
        return Math.toIntExact(CarWriter.sliceSize(proof));
    }

    private static CommitPlan of(RepoState state, Mst tree, NetOps net, Commit signed) {
        requireLater(state, signed.rev());
        Block commit = Block.ofDagCbor(signed.encode());
        List<RepoOp> ops = net.ops();
        Map<Cid, Block> proof = new LinkedHashMap<>();
        proof.put(commit.cid(), commit);
        for (Block node : Proof.covering(tree, ops.stream().map(RepoOp::key).toList())) {
            proof.put(node.cid(), node);
        }
        for (Block record : net.records()) {
            proof.put(record.cid(), record);
        }
        return new CommitPlan(
                state.did(),
                state.head(),
                new Head(commit.cid(), signed.rev(), signed.data()),
                commit,
                ops,
                changes(state, tree, net, commit),
                List.copyOf(proof.values()),
                tree);
    }

    private static BlockChanges changes(RepoState state, Mst tree, NetOps net, Block commit) {
        Diff diff = nodes(state, tree);
        List<Block> added = new ArrayList<>();
        added.add(commit);
        added.addAll(diff.nodesAdded());
        added.addAll(net.records());
        List<Cid> dropped = new ArrayList<>(diff.nodesDropped());
        state.head().map(Head::commit).ifPresent(dropped::add);
        return new BlockChanges(added, dropped, replaced(net));
    }

    /// The nodes that changed; before the first commit not even the empty root is stored.
    private static Diff nodes(RepoState state, Mst tree) {
        if (state.head().isPresent()) {
            return Diff.of(state.tree(), tree);
        }
        Mst nothing = state.tree();
        Diff diff = Diff.of(nothing, tree);
        List<Block> added = tree.empty() ? List.of(MstNode.EMPTY.block()) : diff.nodesAdded();
        return new Diff(diff.ops(), added, List.of());
    }

    private static List<Cid> replaced(NetOps net) {
        SequencedSet<Cid> replaced = new LinkedHashSet<>();
        for (RepoOp op : net.ops()) {
            switch (op) {
                case RepoOp.Create _ -> {}
                case RepoOp.Update(_, _, var prev) -> replaced.add(prev);
                case RepoOp.Delete(_, var prev) -> replaced.add(prev);
            }
        }
        for (Block record : net.records()) {
            replaced.remove(record.cid());
        }
        return List.copyOf(replaced);
    }

    private static Mst applied(Mst tree, List<RepoOp> ops) {
        Mst at = tree;
        for (RepoOp op : ops) {
            at =
                    switch (op) {
                        case RepoOp.Create(var key, var cid) -> at.with(key, cid);
                        case RepoOp.Update(var key, var cid, _) -> at.with(key, cid);
                        case RepoOp.Delete(var key, _) -> at.without(key);
                    };
        }
        return at;
    }

    private static void requireLater(RepoState state, Tid rev) {
        if (state.head().isPresent() && state.head().get().rev().compareTo(rev) >= 0) {
            throw new IllegalArgumentException("rev " + rev + " is not after " + state.head());
        }
    }

    /// What a commit changes in the stored blocks of its repository. Save and drop with the commit:
    /// what is stored is then exactly what is reachable.
    ///
    /// @param added the commit, new nodes and records; a record may be stored already, for another
    ///     key
    /// @param dropped the former commit and nodes, which nothing reaches any more
    /// @param replaced records that a key held before and no key of this commit holds now: drop
    ///     each one that no other key of the repository holds
    public record BlockChanges(List<Block> added, List<Cid> dropped, List<Cid> replaced) {
        public BlockChanges {
            added = List.copyOf(added);
            dropped = List.copyOf(dropped);
            replaced = List.copyOf(replaced);
        }
    }

    /// Writes done in order, summed up as at most one change for each key, seen from the state
    /// before them all.
    private static final class NetOps {
        private final Mst before;
        private final Map<MstKey, Change> changes = new LinkedHashMap<>();

        NetOps(Mst before) {
            this.before = before;
        }

        /// Does this write; what stands in its way, if anything does.
        Optional<Planned.Refused> add(Write write) {
            MstKey key = MstKey.of(write.path());
            Change change = changes.get(key);
            if (change == null) {
                Optional<Cid> prev = before.get(key);
                change = new Change(prev, prev, null);
            }
            boolean present = change.now().isPresent();
            switch (write) {
                case Write.Create(var path, _) when present -> {
                    return Optional.of(new Planned.Exists(path));
                }
                case Write.Create(_, var record) -> changes.put(key, change.to(record));
                case Write.Update _, Write.Delete _ when !present -> {
                    return Optional.of(new Planned.Absent(write.path()));
                }
                case Write.Update(_, var record) -> changes.put(key, change.to(record));
                case Write.Delete _ -> changes.put(key, change.gone());
            }
            return Optional.empty();
        }

        /// The changes, in the order in which the keys were first named.
        List<RepoOp> ops() {
            List<RepoOp> ops = new ArrayList<>(changes.size());
            changes.forEach((key, change) -> change.op(key).ifPresent(ops::add));
            return ops;
        }

        /// The records that the changed keys hold now, each once.
        List<Block> records() {
            Map<Cid, Block> records = new LinkedHashMap<>();
            for (Change change : changes.values()) {
                Block record = change.record();
                if (record != null) {
                    records.put(record.cid(), record);
                }
            }
            return List.copyOf(records.values());
        }

        /// One key before and now.
        private record Change(Optional<Cid> prev, Optional<Cid> now, @Nullable Block record) {
            Change to(Block next) {
                return new Change(prev, Optional.of(next.cid()), next);
            }

            Change gone() {
                return new Change(prev, Optional.empty(), null);
            }

            Optional<RepoOp> op(MstKey key) {
                if (now.isPresent()) {
                    return Optional.of(
                            prev.isPresent()
                                    ? new RepoOp.Update(key, now.get(), prev.get())
                                    : new RepoOp.Create(key, now.get()));
                }
                return prev.map(cid -> new RepoOp.Delete(key, cid));
            }
        }
    }
}
