package chancery.atproto.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.verify.CarReader;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

class CarTest {
    private static final Block ONE = GivenRepo.record("one");
    private static final Block TWO = GivenRepo.record("two");

    @Test
    void writesHeaderAndSections() {
        byte[] car = CarWriter.slice(ONE.cid(), List.of(ONE));

        String expected =
                "3aa265726f6f747381d82a582500"
                        + hex(ONE.cid().bytes())
                        + "6776657273696f6e01"
                        + HexFormat.of().toHexDigits((byte) (36 + ONE.bytes().length))
                        + hex(ONE.cid().bytes())
                        + hex(ONE.bytes());
        assertThat(hex(car)).isEqualTo(expected);
        assertThat(CarWriter.sliceSize(List.of(ONE))).isEqualTo(car.length);
    }

    @Property(tries = 200)
    void readsWhatWasWritten(@ForAll @Size(max = 20) List<byte[]> contents) throws IOException {
        List<Block> blocks = contents.stream().map(Block::ofDagCbor).distinct().toList();

        byte[] car = CarWriter.slice(ONE.cid(), blocks);
        CarReader in = reader(car);

        assertThat(in.root()).isEqualTo(ONE.cid());
        for (Block block : blocks) {
            assertThat(in.next()).contains(block);
        }
        assertThat(in.next()).isEmpty();
        assertThat(CarWriter.sliceSize(blocks)).isEqualTo(car.length);
    }

    @Test
    void sizesAreRightAroundEachLengthOfTheVarint() {
        for (int size : new int[] {91, 92, 16_347, 16_348, 2_097_115, 2_097_116}) {
            List<Block> blocks = List.of(new Block(ONE.cid(), new byte[size]));

            assertThat(CarWriter.sliceSize(blocks))
                    .isEqualTo(CarWriter.slice(ONE.cid(), blocks).length);
        }
    }

    @Test
    void readsAnArchiveWithoutRoots() throws IOException {
        CarReader in = reader(car(List.of(), ONE));

        assertThat(in.roots()).isEmpty();
        assertThat(in.next()).contains(ONE);
        assertThat(in.next()).isEqualTo(Optional.empty());
    }

    @Test
    void k8RefusesHeadersThatAreNone() {
        byte[] endless = new byte[10 << 20];
        Arrays.fill(endless, (byte) 0x80);

        assertRefused("");
        assertRefused("ffffffffffffffffffffff");
        assertRefused("ffffffffffffffffff01");
        assertRefused("8000");
        assertRefused("00");
        assertRefused("818004");
        assertThatThrownBy(() -> reader(endless)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void k8RefusesOtherVersionsAndFields() {
        String good = hex(CarWriter.slice(ONE.cid(), List.of()));

        assertRefused(good.replace("6e01", "6e02"));
        assertRefused(good.replace("3aa2", "3aa3"));
        assertRefused(good.replace("726f6f7473", "726f6f7474"));
        assertRefused("3b" + good.substring(2) + "00");
    }

    @Test
    void k8RefusesLengthsThatLie() {
        String good = hex(CarWriter.slice(ONE.cid(), List.of()));

        assertBlockRefused(good + "808080808080808040");
        assertBlockRefused(good + "00");
        assertBlockRefused(good + "23" + "00".repeat(35));
        assertBlockRefused(good + "80");
        assertBlockRefused(good + "81808001");
        assertBlockRefused(good + "50" + hex(ONE.cid().bytes()));
    }

    @Test
    void k8RefusesABlockThatIsCutOff() {
        byte[] car = CarWriter.slice(ONE.cid(), List.of(ONE));
        String cut = hex(Arrays.copyOf(car, car.length - 1));

        assertBlockRefused(cut);
    }

    @Test
    void k8RefusesABlockWithTheIdentifierOfAnother() {
        byte[] car = CarWriter.slice(ONE.cid(), List.of(new Block(ONE.cid(), TWO.bytes())));

        assertBlockRefused(hex(car));
    }

    @Test
    void k8RefusesOtherHashes() {
        String good = hex(CarWriter.slice(ONE.cid(), List.of(ONE)));

        assertBlockRefused(good.substring(0, 120) + good.substring(120).replace("1220", "0020"));
        assertBlockRefused(good.substring(0, 120) + good.substring(120).replace("1220", "1320"));
    }

    @Test
    void k8RefusesNoRootAndSeveralWhereOneIsMeant() throws IOException {
        CarReader none = reader(car(List.of(), ONE));
        CarReader two = reader(car(List.of(ONE.cid(), TWO.cid()), ONE));

        assertThatThrownBy(none::root).isInstanceOf(SyntaxException.class);
        assertThatThrownBy(two::root).isInstanceOf(SyntaxException.class);
    }

    @Test
    void k8RefusesABlockThatComesTwice() throws IOException {
        CarReader in = reader(car(List.of(ONE.cid()), ONE, TWO, ONE));

        assertThatThrownBy(in::remaining).isInstanceOf(SyntaxException.class);
    }

    @Test
    void k8EndsAtTheLimitOfBlocks() throws IOException {
        Block empty = Block.ofDagCbor(new byte[0]);
        RepoLimits three = new RepoLimits(256, 32, 200, 2_000_000, 100, 100, 3, 64);
        byte[] car = car(List.of(ONE.cid()), empty, empty, empty, empty);

        CarReader in = new CarReader(new ByteArrayInputStream(car), three);
        assertThat(in.next()).isPresent();
        assertThat(in.next()).isPresent();
        assertThat(in.next()).isPresent();
        assertThatThrownBy(in::next).isInstanceOf(SyntaxException.class);
    }

    @Test
    void k8EndsAtTheLimitOfABlock() throws IOException {
        Block fits = Block.ofDagCbor(new byte[64]);
        Block larger = Block.ofDagCbor(new byte[65]);
        RepoLimits hundred = new RepoLimits(256, 32, 200, 2_000_000, 100, 100, 3, 64);
        byte[] car = car(List.of(ONE.cid()), fits, larger);

        CarReader in = new CarReader(new ByteArrayInputStream(car), hundred);
        assertThat(in.next()).contains(fits);
        assertThatThrownBy(in::next).isInstanceOf(SyntaxException.class);
    }

    @Test
    void k8EndsAtTheLimitOfTheHeader() throws IOException {
        byte[] car = car(List.of(ONE.cid()));
        RepoLimits fits = new RepoLimits(256, 32, 200, 2_000_000, 58, 100, 3, 64);
        RepoLimits smaller = new RepoLimits(256, 32, 200, 2_000_000, 57, 100, 3, 64);

        assertThat(new CarReader(new ByteArrayInputStream(car), fits).root()).isEqualTo(ONE.cid());
        assertThatThrownBy(() -> new CarReader(new ByteArrayInputStream(car), smaller))
                .isInstanceOf(SyntaxException.class);
    }

    private static byte[] car(List<Cid> roots, Block... blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter car = new CarWriter(out, roots);
        for (Block block : blocks) {
            car.write(block);
        }
        return out.toByteArray();
    }

    private static CarReader reader(byte[] car) throws IOException {
        return new CarReader(new ByteArrayInputStream(car), RepoLimits.STANDARD);
    }

    private static void assertRefused(String hex) {
        assertThatThrownBy(() -> reader(HexFormat.of().parseHex(hex)))
                .isInstanceOf(SyntaxException.class);
    }

    private static void assertBlockRefused(String hex) {
        assertThatThrownBy(() -> reader(HexFormat.of().parseHex(hex)).next())
                .isInstanceOf(SyntaxException.class);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
