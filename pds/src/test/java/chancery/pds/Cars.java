package chancery.pds;

import chancery.atproto.syntax.Cid;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads archives by the letter of the format, without the code under test.
final class Cars {
    private final byte[] bytes;
    private int at;

    private Cars(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The blocks of an archive, in their order.
    static Map<Cid, byte[]> read(byte[] archive) {
        Cars car = new Cars(archive);
        int header = car.varint();
        car.at += header;
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        while (car.at < archive.length) {
            int end = car.varint() + car.at;
            Cid cid = Cid.decode(archive, car.at, Cid.BYTES);
            blocks.put(cid, Arrays.copyOfRange(archive, car.at + Cid.BYTES, end));
            car.at = end;
        }
        return blocks;
    }

    /// The block of an archive that must be there.
    static byte[] block(Map<Cid, byte[]> blocks, Cid cid) {
        byte[] block = blocks.get(cid);
        if (block == null) {
            throw new AssertionError("no block " + cid);
        }
        return block;
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
