package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.syntax.Cid;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Random commits on a repository that is kept the way a host keeps it. Texts are few, so that
/// records are shared between keys.
class RandomWorkloadTest {
    /// Wishes: for each key either a text or, being null, a deletion.
    record Wish(int key, int text) {}

    @Property(tries = 150)
    void theStoredBlocksAreTheReachableOnes(@ForAll("workload") List<List<Wish>> workload) {
        GivenRepo repo = GivenRepo.withGenesis();

        workload.forEach(wishes -> repo.commit(writes(repo, wishes)));

        assertThat(repo.stored.keySet()).isEqualTo(repo.reachable());
    }

    @Property(tries = 150)
    void theTreeIsWhatTheModelSays(@ForAll("workload") List<List<Wish>> workload) {
        GivenRepo repo = GivenRepo.withGenesis();

        workload.forEach(wishes -> repo.commit(writes(repo, wishes)));

        Map<String, Cid> entries = new LinkedHashMap<>();
        repo.tree().entries().forEach(e -> entries.put(e.key().toString(), e.value()));
        assertThat(entries).containsExactlyEntriesOf(repo.model);
        assertThat(rebuilt(repo).root()).isEqualTo(repo.head().data());
    }

    @Property(tries = 150)
    void everyCommitInvertsFromItsOwnBlocks(@ForAll("workload") List<List<Wish>> workload) {
        GivenRepo repo = GivenRepo.withGenesis();

        for (List<Wish> wishes : workload) {
            CommitPlan plan = repo.commit(writes(repo, wishes));

            Mst partial = Trees.partial(plan.after().data(), plan.proof());
            assertThat(Inversion.rootBefore(partial, plan.ops()))
                    .isEqualTo(plan.prevData().orElseThrow());
            assertThat(plan.proof()).containsAll(plan.changes().added());
        }
    }

    @Property(tries = 150)
    void formerTreesStayValid(@ForAll("workload") List<List<Wish>> workload) {
        GivenRepo repo = GivenRepo.withGenesis();
        Mst tree = Trees.empty();
        List<Mst> versions = new ArrayList<>();
        List<Set<String>> keys = new ArrayList<>();

        for (List<Wish> wishes : workload) {
            for (RepoOp op : repo.commit(writes(repo, wishes)).ops()) {
                tree = after(tree, op);
            }
            versions.add(tree);
            keys.add(new HashSet<>(repo.model.keySet()));
        }

        for (int i = 0; i < versions.size(); i++) {
            assertThat(Trees.keys(versions.get(i).entries()))
                    .containsExactlyInAnyOrderElementsOf(keys.get(i));
        }
    }

    @Property(tries = 150)
    void aDiffNamesWhatLiesBetween(@ForAll("workload") List<List<Wish>> workload) {
        GivenRepo repo = GivenRepo.withGenesis();
        Mst first = Trees.empty();

        workload.forEach(wishes -> repo.commit(writes(repo, wishes)));
        Mst last = repo.tree();
        Diff there = Diff.of(first, last);
        Diff back = Diff.of(last, first);

        assertThat(there.ops()).hasSameSizeAs(back.ops()).hasSize(repo.model.size());
        assertThat(Trees.map(there.nodesAdded()).keySet())
                .isEqualTo(new HashSet<>(back.nodesDropped()));
        assertThat(Inversion.rootBefore(last, there.ops())).isEqualTo(first.root());
    }

    @Provide
    Arbitrary<List<List<Wish>>> workload() {
        Arbitrary<Wish> wish =
                Combinators.combine(
                                Arbitraries.integers().between(0, 120),
                                Arbitraries.integers().between(0, 8))
                        .as(Wish::new);
        return wish.list().ofMaxSize(30).list().ofMinSize(1).ofMaxSize(8);
    }

    private static Mst after(Mst tree, RepoOp op) {
        return switch (op) {
            case RepoOp.Create(var key, var cid) -> tree.with(key, cid);
            case RepoOp.Update(var key, var cid, _) -> tree.with(key, cid);
            case RepoOp.Delete(var key, _) -> tree.without(key);
        };
    }

    private static Mst rebuilt(GivenRepo repo) {
        Mst tree = Trees.empty();
        for (Map.Entry<String, Cid> entry : repo.model.descendingMap().entrySet()) {
            tree = tree.with(MstKey.parse(entry.getKey()), entry.getValue());
        }
        return tree;
    }

    /// Writes that succeed, in order: what a wish means depends on what is there by then.
    private static List<Write> writes(GivenRepo repo, List<Wish> wishes) {
        Set<String> present = new HashSet<>(repo.model.keySet());
        List<Write> writes = new ArrayList<>();
        for (Wish wish : wishes) {
            writes.add(write(wish, present));
        }
        return writes;
    }

    private static Write write(Wish wish, Set<String> present) {
        String rkey = "k" + wish.key();
        String path = GivenRepo.path(rkey).toString();
        if (present.contains(path) && wish.text() < 4) {
            present.remove(path);
            return GivenRepo.delete(rkey);
        }
        return present.add(path)
                ? GivenRepo.creates(rkey, "text " + wish.text())
                : GivenRepo.update(rkey, "text " + wish.text());
    }
}
