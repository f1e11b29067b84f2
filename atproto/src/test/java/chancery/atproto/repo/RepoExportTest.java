package chancery.atproto.repo;

import static chancery.atproto.repo.GivenRepo.creates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.export.BlockTable;
import chancery.atproto.export.TableExport;
import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.verify.CarReader;
import chancery.atproto.verify.RepoArchive;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class RepoExportTest {
    @Test
    void writesEachBlockOnceAndTheCommitFirst() throws IOException {
        GivenRepo repo = many(500);

        byte[] car = export(repo);
        RepoArchive archive = RepoArchive.read(new ByteArrayInputStream(car), RepoLimits.STANDARD);

        assertThat(archive.root()).isEqualTo(repo.head().commit());
        assertThat(archive.commit().signedBy(GivenRepo.CHECK)).isTrue();
        assertThat(archive.blocks().keySet()).isEqualTo(repo.stored.keySet());
        assertThat(archive.entries()).hasSize(500);
    }

    @Test
    void writesLeftSubtreeRecordRightSubtree() throws IOException {
        GivenRepo repo = many(200);
        List<Cid> expected = new ArrayList<>(List.of(repo.head().commit()));
        preorder(repo.tree(), repo.tree().subtree(), expected);

        CarReader in = new CarReader(new ByteArrayInputStream(export(repo)), RepoLimits.STANDARD);
        List<Cid> order = new ArrayList<>();
        for (Optional<Block> next = in.next(); next.isPresent(); next = in.next()) {
            order.add(next.get().cid());
        }

        assertThat(order).containsExactlyElementsOf(expected.stream().distinct().toList());
    }

    @Test
    void exportsARepositoryWithoutRecords() throws IOException {
        GivenRepo repo = GivenRepo.withGenesis();

        RepoArchive archive =
                RepoArchive.read(new ByteArrayInputStream(export(repo)), RepoLimits.STANDARD);

        assertThat(archive.entries()).isEmpty();
        assertThat(archive.blocks()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1_000})
    void exportFromMemoryIsTheSame(int records) throws IOException {
        GivenRepo repo = many(records);

        assertThat(exportFromMemory(repo, repo.stored)).isEqualTo(export(repo));
    }

    @Test
    void exportFromMemoryLeavesOutWhatIsNotReachable() throws IOException {
        GivenRepo repo = many(10);
        Map<Cid, byte[]> more = new HashMap<>(repo.stored);
        more.put(GivenRepo.cid("unreachable"), GivenRepo.record("unreachable").bytes());

        assertThat(exportFromMemory(repo, more)).isEqualTo(export(repo));
    }

    @Test
    void exportFromMemoryRefusesWhatIsNotWhole() {
        GivenRepo repo = many(10);

        for (Cid missing : repo.stored.keySet()) {
            Map<Cid, byte[]> fewer = new HashMap<>(repo.stored);
            fewer.remove(missing);
            assertThatThrownBy(() -> exportFromMemory(repo, fewer))
                    .isInstanceOf(SyntaxException.class)
                    .hasMessage("Missing block of the repository: " + missing);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesNoDeeperThanTheLimit(boolean fromMemory) throws IOException {
        GivenRepo repo = many(1_000);
        int layers = depth(repo.tree(), repo.tree().subtree());

        assertThat(exportWithin(repo, layers, fromMemory)).isEqualTo(export(repo));
        assertThatThrownBy(() -> exportWithin(repo, layers - 1, fromMemory))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid tree: more than " + (layers - 1) + " layers");
    }

    @Test
    void k8RefusesAnArchiveWithAnUnreachableBlock() throws IOException {
        GivenRepo repo = many(10);
        Map<Cid, byte[]> more = new HashMap<>(repo.stored);
        more.put(GivenRepo.cid("unreachable"), GivenRepo.record("unreachable").bytes());

        assertThatThrownBy(() -> archive(repo.head().commit(), more))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void k8RefusesAnArchiveThatLacksARecord() throws IOException {
        GivenRepo repo = many(10);
        Map<Cid, byte[]> fewer = new HashMap<>(repo.stored);
        fewer.remove(GivenRepo.cid("text 3"));

        assertThatThrownBy(() -> archive(repo.head().commit(), fewer))
                .isInstanceOf(SyntaxException.class);
        assertThatThrownBy(
                        () ->
                                RepoExport.write(
                                        repo.head().commit(),
                                        BlockSource.of(fewer),
                                        RepoLimits.STANDARD,
                                        new ByteArrayOutputStream()))
                .isInstanceOf(SyntaxException.class);
    }

    private static RepoArchive archive(Cid root, Map<Cid, byte[]> blocks) throws IOException {
        List<Block> list =
                blocks.entrySet().stream().map(e -> new Block(e.getKey(), e.getValue())).toList();
        return RepoArchive.read(
                new ByteArrayInputStream(CarWriter.slice(root, list)), RepoLimits.STANDARD);
    }

    /// A repository in which a third of the records share their content with others.
    private static GivenRepo many(int records) {
        GivenRepo repo = GivenRepo.withGenesis();
        for (int from = 0; from < records; from += 100) {
            List<Write> writes = new ArrayList<>();
            for (int i = from; i < Math.min(records, from + 100); i++) {
                writes.add(creates("k" + i, "text " + (i % 3 == 0 ? 3 : i)));
            }
            repo.commit(writes);
        }
        return repo;
    }

    private static byte[] export(GivenRepo repo) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RepoExport.write(
                repo.head().commit(), BlockSource.of(repo.stored), RepoLimits.STANDARD, out);
        return out.toByteArray();
    }

    private static byte[] exportFromMemory(GivenRepo repo, Map<Cid, byte[]> blocks)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableExport.write(repo.head().commit(), table(blocks), RepoLimits.STANDARD, out);
        return out.toByteArray();
    }

    private static byte[] exportWithin(GivenRepo repo, int depthMax, boolean fromMemory)
            throws IOException {
        RepoLimits usual = RepoLimits.STANDARD;
        RepoLimits limits =
                new RepoLimits(
                        usual.nodeEntriesMax(),
                        depthMax,
                        usual.writesMax(),
                        usual.eventBytesMax(),
                        usual.carHeaderBytesMax(),
                        usual.carBlockBytesMax(),
                        usual.carBlocksMax(),
                        usual.exportBatchMax());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cid commit = repo.head().commit();
        if (fromMemory) {
            TableExport.write(commit, table(repo.stored), limits, out);
        } else {
            RepoExport.write(commit, BlockSource.of(repo.stored), limits, out);
        }
        return out.toByteArray();
    }

    private static BlockTable table(Map<Cid, byte[]> blocks) {
        BlockTable table = new BlockTable();
        blocks.forEach((cid, bytes) -> table.add(cid, bytes, 0));
        return table;
    }

    private static int depth(Mst tree, Subtree at) {
        MstNode node = tree.loader().load(at);
        int deepest = 0;
        for (int i = 0; i <= node.size(); i++) {
            Subtree child = node.child(i);
            deepest = child == null ? deepest : Math.max(deepest, depth(tree, child));
        }
        return deepest + 1;
    }

    private static void preorder(Mst tree, Subtree at, List<Cid> order) {
        order.add(at.cid());
        MstNode node = tree.loader().load(at);
        for (int i = 0; i <= node.size(); i++) {
            Subtree child = node.child(i);
            if (child != null) {
                preorder(tree, child, order);
            }
            if (i < node.size()) {
                order.add(node.value(i));
            }
        }
    }
}
