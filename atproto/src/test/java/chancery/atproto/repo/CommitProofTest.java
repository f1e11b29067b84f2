package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.Interop;
import chancery.atproto.syntax.Cid;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

final class CommitProofTest {
    private static final String FILE = "firehose/commit-proof-fixtures.json";

    @Test
    void proofsHoldExactlyTheBlocksOfTheSharedVectors() {
        Interop.checkAll(FILE, Interop.objects(FILE), CommitProofTest::proofIsExact);
    }

    @Test
    void proofsOfTheSharedVectorsInvert() {
        Interop.checkAll(FILE, Interop.objects(FILE), CommitProofTest::inverts);
    }

    private static boolean proofIsExact(Map<String, Object> fixture) {
        Mst before = Trees.of(strings(fixture, "keys"));
        Mst after = after(fixture, before);

        assertThat(before.root()).hasToString(Interop.string(fixture, "rootBeforeCommit"));
        assertThat(after.root()).hasToString(Interop.string(fixture, "rootAfterCommit"));
        assertThat(proof(fixture, after))
                .extracting(block -> block.cid().toString())
                .containsExactlyInAnyOrderElementsOf(strings(fixture, "blocksInProof"));
        return true;
    }

    private static boolean inverts(Map<String, Object> fixture) {
        Mst after = after(fixture, Trees.of(strings(fixture, "keys")));

        Mst partial = Trees.partial(after.root(), proof(fixture, after));
        Cid before = Inversion.rootBefore(partial, ops(fixture));

        return before.toString().equals(fixture.get("rootBeforeCommit"));
    }

    private static Mst after(Map<String, Object> fixture, Mst before) {
        Mst tree = before;
        for (String key : strings(fixture, "adds")) {
            tree = tree.with(MstKey.parse(key), Trees.LEAF);
        }
        for (String key : strings(fixture, "dels")) {
            tree = tree.without(MstKey.parse(key));
        }
        return tree;
    }

    private static List<Block> proof(Map<String, Object> fixture, Mst after) {
        return Proof.covering(after, ops(fixture).stream().map(RepoOp::key).toList());
    }

    private static List<RepoOp> ops(Map<String, Object> fixture) {
        List<RepoOp> ops = new ArrayList<>();
        for (String key : strings(fixture, "adds")) {
            ops.add(new RepoOp.Create(MstKey.parse(key), Trees.LEAF));
        }
        for (String key : strings(fixture, "dels")) {
            ops.add(new RepoOp.Delete(MstKey.parse(key), Trees.LEAF));
        }
        return ops;
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Map<String, Object> fixture, String name) {
        return (List<String>) Objects.requireNonNull(fixture.get(name));
    }
}
