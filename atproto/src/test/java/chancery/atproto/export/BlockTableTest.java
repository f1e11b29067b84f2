package chancery.atproto.export;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.syntax.Cid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

class BlockTableTest {
    private static final int CHUNK = 256 << 10;

    private final BlockTable table = new BlockTable();

    @Test
    void emptyTableHasNothing() {
        assertThat(table.count()).isZero();
        assertThat(table.bytes()).isZero();
        assertThat(table.find(cid(1))).isEqualTo(BlockTable.NONE);
    }

    @Test
    void findsEachOfManyBlocksAndNoOther() {
        for (int i = 0; i < 5_000; i++) {
            table.add(cid(i), block(i), 0);
        }

        assertThat(table.count()).isEqualTo(5_000);
        for (int i = 0; i < 5_000; i++) {
            int number = table.find(cid(i));
            assertThat(number).isEqualTo(i);
            assertThat(table.cid(number)).isEqualTo(cid(i));
            assertThat(table.block(number)).isEqualTo(block(i));
        }
        assertThat(table.find(cid(5_000))).isEqualTo(BlockTable.NONE);
    }

    @Test
    void findsWhatIsAddedAfterALookUp() {
        table.add(cid(1), block(1), 0);
        int before = table.find(cid(2));
        table.add(cid(2), block(2), 0);

        assertThat(before).isEqualTo(BlockTable.NONE);
        assertThat(table.find(cid(2))).isEqualTo(1);
        assertThat(table.find(cid(1))).isZero();
    }

    @Test
    void tellsIdentifiersOfOneHashApart() {
        byte[] digest = new byte[32];
        Cid first = Cid.ofDigest(Cid.Codec.DAG_CBOR, digest);
        digest[31] = 1;
        Cid second = Cid.ofDigest(Cid.Codec.DAG_CBOR, digest);
        Cid third = Cid.ofDigest(Cid.Codec.RAW, digest);
        table.add(first, block(1), 0);
        table.add(second, block(2), 0);

        assertThat(table.find(first)).isZero();
        assertThat(table.find(second)).isEqualTo(1);
        assertThat(table.find(third)).isEqualTo(BlockTable.NONE);
    }

    @Test
    void leavesOutWhatStandsBeforeTheBlock() {
        byte[] stored = {9, 9, 9, 1, 2};

        table.add(cid(1), stored, 3);

        assertThat(table.block(0)).containsExactly(1, 2);
        assertThat(table.bytes()).isEqualTo(2);
        assertThat(table.reader(0).readInt()).isEqualTo(1);
    }

    /// Around the lengths at which the head of a section grows, and at which a chunk is full.
    @ParameterizedTest
    @ValueSource(
            ints = {0, 91, 92, 16_347, 16_348, CHUNK - 40, CHUNK - 39, CHUNK - 38, CHUNK, 1 << 21})
    void writesTheSectionsOfAnArchive(int length) throws IOException {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        table.add(cid(1), bytes, 0);
        table.add(cid(2), block(2), 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        CarWriter car = new CarWriter(out, List.of(cid(1)));
        table.write(0, car);
        table.write(1, car);

        List<Block> blocks = List.of(new Block(cid(1), bytes), new Block(cid(2), block(2)));
        assertThat(out.toByteArray()).isEqualTo(CarWriter.slice(cid(1), blocks));
        assertThat(table.block(0)).isEqualTo(bytes);
    }

    private static byte[] block(int i) {
        return DagCbor.encode(Value.Map.of("number", new Value.Int(i)));
    }

    private static Cid cid(int i) {
        return Cid.ofDagCbor(block(i));
    }
}
