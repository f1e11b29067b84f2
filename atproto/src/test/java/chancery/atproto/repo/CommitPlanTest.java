package chancery.atproto.repo;

import static chancery.atproto.repo.GivenRepo.cid;
import static chancery.atproto.repo.GivenRepo.creates;
import static chancery.atproto.repo.GivenRepo.delete;
import static chancery.atproto.repo.GivenRepo.key;
import static chancery.atproto.repo.GivenRepo.path;
import static chancery.atproto.repo.GivenRepo.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class CommitPlanTest {
    @Test
    void theFirstCommitHasTheEmptyRootAndNothingBefore() {
        GivenRepo repo = new GivenRepo();

        CommitPlan plan = repo.commit();

        assertThat(plan.ops()).isEmpty();
        assertThat(plan.since()).isEmpty();
        assertThat(plan.prevData()).isEmpty();
        assertThat(plan.changes().added()).containsExactly(plan.commit(), MstNode.EMPTY.block());
        assertThat(plan.proof()).containsExactly(plan.commit(), MstNode.EMPTY.block());
        assertThat(plan.changes().dropped()).isEmpty();
    }

    @Test
    void aCommitNamesWhatWasBefore() {
        GivenRepo repo = GivenRepo.withGenesis();
        Head before = repo.head();

        CommitPlan plan = repo.commit(creates("a", "one"));

        assertThat(plan.since()).contains(before.rev());
        assertThat(plan.prevData()).contains(before.data());
        assertThat(plan.changes().dropped()).containsOnly(before.commit(), before.data());
        assertThat(Commit.decode(plan.commit().bytes()).data()).isEqualTo(plan.after().data());
        assertThat(plan.ops()).containsExactly(new RepoOp.Create(key("a"), cid("one")));
    }

    @Test
    void createThenDeleteIsNothing() {
        GivenRepo repo = GivenRepo.withGenesis();

        CommitPlan plan = repo.commit(creates("a", "one"), delete("a"));

        assertThat(plan.ops()).isEmpty();
        assertThat(plan.after().data()).isEqualTo(MstNode.EMPTY.cid());
        assertThat(plan.changes().added()).containsExactly(plan.commit());
    }

    @Test
    void deleteThenCreateIsAnUpdate() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"));

        CommitPlan plan = repo.commit(delete("a"), creates("a", "two"));

        assertThat(plan.ops()).containsExactly(new RepoOp.Update(key("a"), cid("two"), cid("one")));
        assertThat(plan.changes().replaced()).containsExactly(cid("one"));
    }

    @Test
    void createThenUpdateIsACreate() {
        GivenRepo repo = GivenRepo.withGenesis();

        CommitPlan plan = repo.commit(creates("a", "one"), update("a", "two"));

        assertThat(plan.ops()).containsExactly(new RepoOp.Create(key("a"), cid("two")));
        assertThat(repo.stored).doesNotContainKey(cid("one"));
    }

    @Test
    void updateThenDeleteIsADelete() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"));

        CommitPlan plan = repo.commit(update("a", "two"), delete("a"));

        assertThat(plan.ops()).containsExactly(new RepoOp.Delete(key("a"), cid("one")));
    }

    @Test
    void anUpdateToTheSameContentIsStillAnUpdate() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"));

        CommitPlan plan = repo.commit(update("a", "one"));

        assertThat(plan.ops()).containsExactly(new RepoOp.Update(key("a"), cid("one"), cid("one")));
        assertThat(plan.changes().replaced()).isEmpty();
        assertThat(plan.proof()).contains(GivenRepo.record("one"));
    }

    @Test
    void aRecordThatMovesToAnotherKeyIsNotReplaced() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"));

        CommitPlan plan = repo.commit(delete("a"), creates("b", "one"));

        assertThat(plan.changes().replaced()).isEmpty();
        assertThat(repo.stored.keySet()).isEqualTo(repo.reachable());
    }

    @Test
    void aRecordThatAnotherKeyHoldsStaysStored() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"), creates("b", "one"));

        CommitPlan plan = repo.commit(delete("a"));

        assertThat(plan.changes().replaced()).containsExactly(cid("one"));
        assertThat(repo.stored).containsKey(cid("one"));
    }

    @Test
    void refusesToCreateWhatExists() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"));

        assertThat(repo.plan(List.of(creates("b", "x"), creates("a", "two"))))
                .isEqualTo(new Planned.Exists(path("a")));
        assertThat(repo.plan(List.of(creates("b", "x"), creates("b", "two"))))
                .isEqualTo(new Planned.Exists(path("b")));
    }

    @Test
    void refusesToChangeWhatIsAbsent() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(creates("a", "one"));

        assertThat(repo.plan(List.of(update("b", "x")))).isEqualTo(new Planned.Absent(path("b")));
        assertThat(repo.plan(List.of(delete("a"), delete("a"))))
                .isEqualTo(new Planned.Absent(path("a")));
    }

    @Test
    void takes200WritesAndNot201() {
        GivenRepo repo = GivenRepo.withGenesis();
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            writes.add(creates("k" + i, "text"));
        }

        Planned accepted = repo.plan(writes);
        writes.add(creates("k200", "text"));

        assertThat(accepted)
                .isInstanceOfSatisfying(
                        CommitPlan.class, plan -> assertThat(plan.ops()).hasSize(200));
        assertThat(repo.plan(writes)).isEqualTo(new Planned.TooMany(201));
    }

    @Test
    void theEventHasAtMost2Megabytes() {
        GivenRepo repo = GivenRepo.withGenesis();
        int rest = 2_000_000 - ((CommitPlan) repo.plan(wide(0))).eventBytes();

        Planned fits = repo.plan(wide(rest));
        Planned larger = repo.plan(wide(rest + 1));

        assertThat(fits)
                .isInstanceOfSatisfying(
                        CommitPlan.class,
                        plan -> assertThat(plan.eventBlocks()).hasSize(2_000_000));
        assertThat(larger).isEqualTo(new Planned.TooLarge(2_000_001));
    }

    @Test
    void aRevisionGrows() {
        GivenRepo repo = GivenRepo.withGenesis();
        Tid same = repo.head().rev();

        assertThatThrownBy(() -> CommitPlan.of(repo.state(), List.of(), same, GivenRepo.SIGNER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesKeysMadeToCrowdANode() {
        GivenRepo repo = GivenRepo.withGenesis();
        repo.commit(flat(0, 200));

        assertThat(repo.plan(flat(200, 256))).isInstanceOf(CommitPlan.class);
        assertThat(repo.plan(flat(200, 257))).isEqualTo(new Planned.Crowded());
    }

    /// Records under keys of layer 0 alone.
    private static List<Write> flat(int from, int to) {
        List<Write> writes = new ArrayList<>();
        int found = 0;
        for (int i = 0; found < to; i++) {
            RecordPath path = path("k" + i);
            if (MstKey.of(path).layer() == 0 && found++ >= from) {
                writes.add(new Write.Create(path, GivenRepo.record("x")));
            }
        }
        return writes;
    }

    /// Two records, whose sizes make the lengths before them as long as they get.
    private static List<Write> wide(int more) {
        return List.of(creates("a", "x".repeat(990_000)), creates("b", "y".repeat(990_000 + more)));
    }
}
