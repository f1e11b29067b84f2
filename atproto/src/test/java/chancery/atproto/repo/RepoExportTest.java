package chancery.atproto.repo;

import static chancery.atproto.repo.GivenRepo.creates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.repo.NodeLoader.Subtree;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.verify.CarReader;
import chancery.atproto.verify.RepoArchive;

import org.junit.jupiter.api.Test;

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
