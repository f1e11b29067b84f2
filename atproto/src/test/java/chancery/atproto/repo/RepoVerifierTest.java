package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.verify.RepoVerifier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class RepoVerifierTest {
    private static final String LOW = "com.example.record/3jqfcqzm3fo2j";
    private static final String LOWER = "com.example.record/3jqfcqzm3fn2j";
    private static final String ONE_UP = "com.example.record/3jqfcqzm3fs2j";

    /// Found by search: its SHA-256 begins with 24 zero bits.
    private static final String TWELVE_UP = "k/12730490";

    private final Map<Cid, byte[]> blocks = new HashMap<>();

    @Test
    void acceptsTheTreesWeBuild() {
        Mst tree = Trees.of(List.of(LOW, LOWER, ONE_UP, "a.b/1", "a.b/2"));
        blocks.putAll(Trees.nodes(tree));
        List<MstEntry> entries = new ArrayList<>();

        RepoVerifier.Extent extent =
                RepoVerifier.verify(
                        tree.root(), BlockSource.of(blocks), RepoLimits.STANDARD, entries::add);

        assertThat(extent).isEqualTo(new RepoVerifier.Extent(5, blocks.size()));
        assertThat(entries).containsExactlyElementsOf(tree.entries());
    }

    @Test
    void acceptsTheEmptyTree() {
        assertThat(verify(node(List.of(), new Subtree[1]), RepoLimits.STANDARD))
                .isEqualTo(new RepoVerifier.Extent(0, 1));
    }

    @Test
    void k9aRefusesAChainOfEmptyNodes() {
        MstNode at = node(List.of(LOW), null, null);
        for (int i = 0; i < 100_000; i++) {
            at = node(List.of(), new Subtree.Stored(at.cid()));
        }

        assertRefused(at);
    }

    @Test
    void k9aRefusesAChainUnderARealRoot() {
        MstNode at = node(List.of(LOW), null, null);
        for (int i = 0; i < 5; i++) {
            at = node(List.of(), new Subtree.Stored(at.cid()));
        }

        assertRefused(node(List.of(ONE_UP), new Subtree.Stored(at.cid()), null));
    }

    @Test
    void k9aRefusesAnEmptyNodeAtTheBottom() {
        MstNode empty = node(List.of(), new Subtree[1]);

        assertRefused(node(List.of(ONE_UP), new Subtree.Stored(empty.cid()), null));
    }

    @Test
    void k9bRefusesKeysOutsideTheRangeOfTheirParent() {
        MstNode low = node(List.of(LOW), null, null);

        assertThat(verify(node(List.of(ONE_UP), low, null), RepoLimits.STANDARD).records())
                .isEqualTo(2);
        assertRefused(node(List.of(ONE_UP), null, low));
    }

    @Test
    void k9cRefusesAKeyOnTheWrongLayer() {
        assertRefused(node(List.of(LOW, ONE_UP), null, null, null));
        assertRefused(
                node(List.of(ONE_UP), node(List.of("k/blue", ONE_UP), null, null, null), null));
    }

    @Test
    void k9eRefusesANodeOf257Entries() {
        assertThat(verify(flat(255), RepoLimits.STANDARD).records()).isEqualTo(255);
        assertThat(verify(flat(256), RepoLimits.STANDARD).records()).isEqualTo(256);
        assertRefused(flat(257));
        assertRefused(flat(300));
    }

    @Test
    void k9fAcceptsAKeyMinedToLayer12AndEndsAtTheLimitOfLayers() {
        Mst tree = Trees.of(List.of(TWELVE_UP, LOW));
        blocks.putAll(Trees.nodes(tree));

        assertThat(MstKey.parse(TWELVE_UP).layer()).isEqualTo(12);
        assertThat(verify(tree.root(), RepoLimits.STANDARD).nodes()).isEqualTo(13);
        assertThat(verify(tree.root(), layers(14)).records()).isEqualTo(2);
        assertThat(verify(tree.root(), layers(13)).records()).isEqualTo(2);
        assertThatThrownBy(() -> verify(tree.root(), layers(12)))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void k9gRefusesASubtreeThatStandsTwice() {
        MstNode low = node(List.of(LOW), null, null);

        assertRefused(node(List.of(ONE_UP), low, low));
    }

    @Test
    void refusesATreeThatLacksANode() {
        assertRefused(node(List.of(ONE_UP), new Subtree.Stored(Trees.LEAF), null));
    }

    private MstNode flat(int size) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; keys.size() < size; i++) {
            String key = "a.b/k" + (10_000 + i);
            if (MstKey.parse(key).layer() == 0) {
                keys.add(key);
            }
        }
        return node(keys, new Subtree[size + 1]);
    }

    private MstNode node(List<String> keys, @Nullable Subtree... children) {
        MstKey[] parsed = keys.stream().map(MstKey::parse).toArray(MstKey[]::new);
        Cid[] values = keys.stream().map(_ -> Trees.LEAF).toArray(Cid[]::new);
        MstNode node = new MstNode(parsed, values, children);
        blocks.put(node.cid(), node.encode());
        return node;
    }

    private RepoVerifier.Extent verify(MstNode root, RepoLimits limits) {
        return verify(root.cid(), limits);
    }

    private RepoVerifier.Extent verify(Cid root, RepoLimits limits) {
        return RepoVerifier.verify(root, BlockSource.of(blocks), limits, _ -> {});
    }

    private void assertRefused(MstNode root) {
        assertThatThrownBy(() -> verify(root, RepoLimits.STANDARD))
                .isInstanceOf(SyntaxException.class);
    }

    private static RepoLimits layers(int depthMax) {
        return new RepoLimits(256, depthMax, 200, 2_000_000, 65_536, 2 << 20, 100, 64);
    }
}
