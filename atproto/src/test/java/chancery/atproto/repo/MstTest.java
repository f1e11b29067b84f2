package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.Interop;
import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

final class MstTest {
    private static final String FO = "3jqfcqzm3fo2j";
    private static final String FX = "3jqfcqzm3fx2j";

    @Test
    void emptyTreeHasTheKnownRoot() {
        assertThat(Trees.empty().root())
                .hasToString("bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm");
    }

    @Test
    void oneKeyHasTheKnownRoot() {
        assertThat(Trees.ofRecordKeys(FO).root())
                .hasToString("bafyreibj4lsc3aqnrvphp5xmrnfoorvru4wynt6lwidqbm2623a6tatzdu");
    }

    @Test
    void oneKeyOnLayer2HasTheKnownRoot() {
        assertThat(Trees.ofRecordKeys(FX).root())
                .hasToString("bafyreih7wfei65pxzhauoibu3ls7jgmkju4bspy4t2ha2qdjnzqvoy33ai");
    }

    @Test
    void fiveKeysHaveTheKnownRoot() {
        Mst tree =
                Trees.ofRecordKeys(
                        "3jqfcqzm3fp2j",
                        "3jqfcqzm3fr2j",
                        "3jqfcqzm3fs2j",
                        "3jqfcqzm3ft2j",
                        "3jqfcqzm4fc2j");

        assertThat(tree.root())
                .hasToString("bafyreicmahysq4n6wfuxo522m6dpiy7z7qzym3dzs756t5n7nfdgccwq7m");
    }

    @Test
    void deletingTheTopKeyTrimsTheTree() {
        Mst tree =
                Trees.ofRecordKeys(
                        "3jqfcqzm3fn2j",
                        FO,
                        "3jqfcqzm3fp2j",
                        "3jqfcqzm3fs2j",
                        "3jqfcqzm3ft2j",
                        "3jqfcqzm3fu2j");

        Mst trimmed = tree.without(MstKey.parse("com.example.record/3jqfcqzm3fs2j"));

        assertThat(tree.root())
                .hasToString("bafyreifnqrwbk6ffmyaz5qtujqrzf5qmxf7cbxvgzktl4e3gabuxbtatv4");
        assertThat(trimmed.root())
                .hasToString("bafyreie4kjuxbwkhzg2i5dljaswcroeih4dgiqq6pazcmunwt2byd725vi");
    }

    @Test
    void aKeyTwoLayersUpSplitsTheTreeAndItsRemovalJoinsIt() {
        Mst tree =
                Trees.ofRecordKeys(
                        FO,
                        "3jqfcqzm3fp2j",
                        "3jqfcqzm3fr2j",
                        "3jqfcqzm3fs2j",
                        "3jqfcqzm3ft2j",
                        "3jqfcqzm3fz2j",
                        "3jqfcqzm4fc2j",
                        "3jqfcqzm4fd2j",
                        "3jqfcqzm4ff2j",
                        "3jqfcqzm4fg2j",
                        "3jqfcqzm4fh2j");
        MstKey top = MstKey.parse("com.example.record/" + FX);

        Mst split = tree.with(top, Trees.LEAF);

        assertThat(tree.root())
                .hasToString("bafyreiettyludka6fpgp33stwxfuwhkzlur6chs4d2v4nkmq2j3ogpdjem");
        assertThat(split.root())
                .hasToString("bafyreid2x5eqs4w4qxvc5jiwda4cien3gw2q6cshofxwnvv7iucrmfohpm");
        assertThat(split.without(top).root()).isEqualTo(tree.root());
    }

    @Test
    void aTreeMayHaveNodesWithoutEntries() {
        Mst two = Trees.ofRecordKeys("3jqfcqzm3ft2j", "3jqfcqzm3fz2j");
        Mst three = two.with(MstKey.parse("com.example.record/" + FX), Trees.LEAF);
        Mst four = three.with(MstKey.parse("com.example.record/3jqfcqzm4fd2j"), Trees.LEAF);

        assertThat(two.root())
                .hasToString("bafyreidfcktqnfmykz2ps3dbul35pepleq7kvv526g47xahuz3rqtptmky");
        assertThat(three.root())
                .hasToString("bafyreiavxaxdz7o7rbvr3zg2liox2yww46t7g6hkehx4i4h3lwudly7dhy");
        assertThat(four.root())
                .hasToString("bafyreig4jv3vuajbsybhyvb7gggvpwh2zszwfyttjrj6qwvcsp24h6popu");
    }

    @Test
    void keysOfTheSharedVectorsStandInAnyOrder() {
        List<String> keys = Interop.lines("mst/example_keys.txt");
        Mst tree = Trees.of(keys);

        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(Trees.of(shuffled).root()).isEqualTo(tree.root());
        assertThat(Trees.keys(Trees.reread(tree).entries())).isSorted().hasSameElementsAs(keys);
        Interop.checkAll(
                "mst/example_keys.txt",
                keys,
                key -> MstKey.parse(key).layer() == key.charAt(1) - '0');
    }

    @Test
    void layersAreThoseOfTheSharedVectors() {
        Interop.checkAll(
                "mst/key_heights.json",
                Interop.objects("mst/key_heights.json"),
                fixture -> layer(fixture).equals(fixture.get("height")));
    }

    @Test
    void commonPrefixesAreThoseOfTheSharedVectors() {
        Interop.checkAll(
                "mst/common_prefix.json",
                Interop.objects("mst/common_prefix.json"),
                fixture -> prefix(fixture).equals(fixture.get("len")));
    }

    @Test
    void formerTreesStayAsTheyWere() {
        MstKey key = MstKey.parse("com.example.record/" + FO);
        Mst before = Trees.ofRecordKeys(FX);

        Mst after = before.with(key, Trees.LEAF);

        assertThat(before.get(key)).isEmpty();
        assertThat(after.get(key)).contains(Trees.LEAF);
        assertThat(after.without(key).root()).isEqualTo(before.root());
    }

    @Test
    void aChangeThatChangesNothingAnswersTheSameTree() {
        Mst tree = Trees.ofRecordKeys(FO, FX);

        assertThat(tree.with(MstKey.parse("com.example.record/" + FO), Trees.LEAF)).isSameAs(tree);
        assertThat(tree.without(MstKey.parse("com.example.record/other"))).isSameAs(tree);
    }

    @Test
    void listsFromAKeyAndUnderAPrefix() {
        Mst tree = Trees.of(List.of("a.b/1", "a.b/3", "a.c/1", "a.c/2", "a.d/1"));

        assertThat(Trees.keys(tree.entriesUnder("a.c/"))).containsExactly("a.c/1", "a.c/2");
        assertThat(Trees.keys(tree.entriesUnder("a.e/"))).isEmpty();
        assertThat(Trees.keys(tree.entriesFrom(MstKey.parse("a.b/2"))))
                .containsExactly("a.b/3", "a.c/1", "a.c/2", "a.d/1");
        assertThat(Trees.keys(Trees.empty().entriesFrom(MstKey.parse("a.b/2")))).isEmpty();
    }

    @Test
    void aSavedTreeHoldsNothingAndIsReadThroughTheCache() {
        NodeCache cache = new BoundedNodeCache(1 << 20);
        Mst fresh = Mst.empty(BlockSource.EMPTY, cache, RepoLimits.STANDARD);
        for (String key : List.of("a.b/1", "a.b/2", "a.b/3", "a.b/4", "a.b/5", "a.b/6")) {
            fresh = fresh.with(MstKey.parse(key), Trees.LEAF);
        }

        Mst saved = fresh.saved();

        assertThat(saved.subtree()).isEqualTo(new Subtree.Stored(fresh.root()));
        assertThat(Trees.keys(saved.entries())).hasSize(6);
    }

    @Test
    void aMissingBlockIsMalformedInput() {
        Mst tree = Trees.partial(Trees.LEAF, List.of());

        assertThatThrownBy(tree::empty)
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining(Trees.LEAF.toString());
    }

    @Test
    void aKeyOnTheWrongLayerIsRefusedByChanges() {
        MstKey low = MstKey.parse("com.example.record/" + FO);
        MstKey high = MstKey.parse("com.example.record/" + FX);
        MstNode both =
                new MstNode(
                        new MstKey[] {low, high},
                        new Cid[] {Trees.LEAF, Trees.LEAF},
                        new Subtree[3]);
        Mst tree = Trees.partial(both.cid(), List.of(both.block()));

        assertThatThrownBy(() -> tree.with(high, both.cid())).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(
                        () ->
                                Inversion.rootBefore(
                                        tree, List.of(new RepoOp.Create(high, Trees.LEAF))))
                .isInstanceOf(SyntaxException.class);
    }

    private static Long layer(Map<String, Object> fixture) {
        return (long) MstKey.layer(utf8(fixture, "key"));
    }

    private static Long prefix(Map<String, Object> fixture) {
        return (long) MstKey.commonPrefix(utf8(fixture, "left"), utf8(fixture, "right"));
    }

    private static byte[] utf8(Map<String, Object> fixture, String name) {
        return Interop.string(fixture, name).getBytes(StandardCharsets.UTF_8);
    }
}
