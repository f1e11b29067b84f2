package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.verify.RepoArchive;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Whatever stands in the bytes, decoders answer or throw [SyntaxException], and what they answer
/// encodes to the same bytes.
class DecodersFuzzTest {
    private static final Mst TREE =
            Trees.of(List.of("a.b/1", "a.b/2", "a.b/3", "a.b/4", "a.c/1", "a.c/2", "b.c/1"));
    private static final byte[] NODE = TREE.loader().block(TREE.subtree()).bytes();
    private static final CommitPlan PLAN =
            GivenRepo.withGenesis()
                    .commit(GivenRepo.creates("a", "one"), GivenRepo.creates("b", "two"));

    @Property(tries = 3000)
    void nodes(
            @ForAll @Size(max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(max = 4) byte[] bytes) {
        byte[] mutant = mutant(NODE, places, bytes);
        try {
            MstNode node = MstNode.decode(mutant, RepoLimits.STANDARD);
            assertThat(node.encode()).isEqualTo(mutant);
        } catch (SyntaxException e) {
            assertThat(e).hasMessageContaining("nvalid");
        }
    }

    @Property(tries = 3000)
    void commits(
            @ForAll @Size(max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(max = 4) byte[] bytes) {
        byte[] mutant = mutant(PLAN.commit().bytes(), places, bytes);
        try {
            assertThat(Commit.decode(mutant).encode()).isEqualTo(mutant);
        } catch (SyntaxException e) {
            assertThat(e).hasMessageContaining("nvalid");
        }
    }

    @Property(tries = 3000)
    void archives(
            @ForAll @Size(max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(max = 4) byte[] bytes)
            throws IOException {
        byte[] mutant = mutant(PLAN.eventBlocks(), places, bytes);
        try {
            RepoArchive archive =
                    RepoArchive.read(new ByteArrayInputStream(mutant), RepoLimits.STANDARD);
            assertThat(archive.root()).isEqualTo(PLAN.commit().cid());
        } catch (SyntaxException e) {
            assertThat(e).hasMessageContaining("nvalid");
        }
    }

    @Property(tries = 1000)
    void anyBytes(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        assertThat(accepted(() -> MstNode.decode(bytes, RepoLimits.STANDARD))).isFalse();
        assertThat(accepted(() -> Commit.decode(bytes))).isFalse();
        assertThat(
                        accepted(
                                () ->
                                        RepoArchive.read(
                                                new ByteArrayInputStream(bytes),
                                                RepoLimits.STANDARD)))
                .isFalse();
    }

    private interface Decoding {
        Object run() throws IOException;
    }

    private static boolean accepted(Decoding decoding) throws IOException {
        try {
            return decoding.run() != null;
        } catch (SyntaxException e) {
            return false;
        }
    }

    /// The bytes with some changed, and cut off at the last place every third time.
    private static byte[] mutant(byte[] good, List<Integer> places, byte[] bytes) {
        byte[] mutant = good.clone();
        for (int i = 0; i < Math.min(places.size(), bytes.length); i++) {
            mutant[places.get(i) % good.length] = bytes[i];
        }
        boolean cut = places.size() % 3 == 2;
        return cut ? Arrays.copyOf(mutant, places.getLast() % good.length) : mutant;
    }
}
