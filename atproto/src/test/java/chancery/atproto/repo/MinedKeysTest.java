package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.syntax.RecordPath;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class MinedKeysTest {
    @Test
    void k10KeysMinedIntoOneNodeAreRefusedBeforeTheRepositoryIsUnreadable() {
        GivenRepo repo = GivenRepo.withGenesis();
        int refused = 0;

        for (RecordPath path : minedPaths(300)) {
            Write write = new Write.Create(path, GivenRepo.record(path.toString()));
            switch (repo.plan(List.of(write))) {
                case CommitPlan plan -> {
                    assertThat(plan.eventBytes()).isLessThanOrEqualTo(2_000_000);
                    repo.apply(plan);
                }
                case Planned.Crowded _ -> refused++;
                case Planned.Refused other -> throw new AssertionError(other.toString());
            }
        }

        assertThat(refused).isEqualTo(300 - 256);
        assertThat(Trees.keys(repo.tree().entries())).hasSize(256);
        assertThat(repo.stored.keySet()).isEqualTo(repo.reachable());
    }

    private static List<RecordPath> minedPaths(int count) {
        List<RecordPath> paths = new ArrayList<>();
        for (int i = 0; paths.size() < count; i++) {
            RecordPath path = GivenRepo.path("k" + i);
            if (MstKey.of(path).layer() == 0) {
                paths.add(path);
            }
        }
        return paths;
    }
}
