package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A repository with its stored blocks, kept the way a host keeps it, and a map as its model.
final class GivenRepo {
    static final Did DID = Did.parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz");

    /// A stand-in for a key: the digest of the bytes, twice.
    static final Commit.Signer SIGNER =
            unsigned -> {
                byte[] digest = Cid.ofRaw(unsigned).digest();
                byte[] sig = new byte[64];
                System.arraycopy(digest, 0, sig, 0, 32);
                System.arraycopy(digest, 0, sig, 32, 32);
                return sig;
            };

    static final Commit.SignatureCheck CHECK =
            (unsigned, sig) -> Arrays.equals(SIGNER.sign(unsigned), sig);

    final Map<Cid, byte[]> stored = new HashMap<>();
    final TreeMap<String, Cid> model = new TreeMap<>();
    private final NodeCache cache = new BoundedNodeCache(1 << 16);
    private Optional<Head> head = Optional.empty();
    private long micros = 1_700_000_000_000_000L;

    static GivenRepo withGenesis() {
        GivenRepo repo = new GivenRepo();
        repo.commit(List.of());
        return repo;
    }

    static RecordPath path(String rkey) {
        return RecordPath.parse("com.example.note/" + rkey);
    }

    static Block record(String text) {
        return Block.ofDagCbor(DagCbor.encode(Value.Map.of("text", new Value.Text(text))));
    }

    static Write creates(String rkey, String text) {
        return new Write.Create(path(rkey), record(text));
    }

    static Write update(String rkey, String text) {
        return new Write.Update(path(rkey), record(text));
    }

    static Write delete(String rkey) {
        return new Write.Delete(path(rkey));
    }

    static MstKey key(String rkey) {
        return MstKey.of(path(rkey));
    }

    static Cid cid(String text) {
        return record(text).cid();
    }

    Head head() {
        return head.orElseThrow();
    }

    Mst tree() {
        return state().tree();
    }

    RepoState state() {
        BlockSource source = BlockSource.of(stored);
        return head.map(at -> RepoState.at(DID, at, source, cache))
                .orElseGet(() -> RepoState.genesis(DID, source, cache));
    }

    Planned plan(List<Write> writes) {
        return CommitPlan.of(state(), writes, Tid.of(micros++, 1), SIGNER);
    }

    /// Plans, saves and drops as the plan says.
    CommitPlan commit(List<Write> writes) {
        Planned planned = plan(writes);
        assertThat(planned).isInstanceOf(CommitPlan.class);
        CommitPlan plan = (CommitPlan) planned;
        apply(plan);
        return plan;
    }

    CommitPlan commit(Write... writes) {
        return commit(List.of(writes));
    }

    void apply(CommitPlan plan) {
        for (RepoOp op : plan.ops()) {
            switch (op) {
                case RepoOp.Create(var key, var cid) -> model.put(key.toString(), cid);
                case RepoOp.Update(var key, var cid, _) -> model.put(key.toString(), cid);
                case RepoOp.Delete(var key, _) -> model.remove(key.toString());
            }
        }
        plan.changes().dropped().forEach(stored::remove);
        plan.changes().replaced().stream()
                .filter(cid -> !model.containsValue(cid))
                .forEach(stored::remove);
        plan.changes().added().forEach(block -> stored.put(block.cid(), block.bytes()));
        head = Optional.of(plan.after());
        plan.tree().saved();
    }

    /// What a walk from the commit reaches.
    Set<Cid> reachable() {
        Mst tree =
                Mst.at(head().data(), BlockSource.of(stored), NodeCache.NONE, RepoLimits.STANDARD);
        Set<Cid> reachable = new HashSet<>(Trees.nodes(tree).keySet());
        tree.entries().forEach(entry -> reachable.add(entry.value()));
        reachable.add(head().commit());
        return reachable;
    }
}
