package chancery.atproto.repo;

import chancery.atproto.data.CborWriter;
import chancery.atproto.syntax.Cid;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/// Writes an archive of blocks (CAR, version 1) as a stream: the header at once, then each block.
/// The stream is the caller's: buffer it, flush it, close it. Not for two threads.
public final class CarWriter {
    private static final int SECTION_HEAD_MAX = 10 + Cid.BYTES;

    private final OutputStream out;
    private final byte[] head = new byte[SECTION_HEAD_MAX];

    public CarWriter(OutputStream out, List<Cid> roots) throws IOException {
        this.out = out;
        byte[] header = header(roots);
        out.write(head, 0, varint(head, 0, header.length));
        out.write(header);
    }

    /// Writes this block.
    public void write(Block block) throws IOException {
        write(block.cid(), block.bytes());
    }

    /// Writes this block.
    public void write(Cid cid, byte[] bytes) throws IOException {
        out.write(head, 0, writeHead(cid, bytes.length, head, 0));
        out.write(bytes, 0, bytes.length);
    }

    /// Writes sections, each of them a head as of [#writeHead] and a block.
    public void writeSections(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    /// How many bytes of a section stand before a block of this length.
    public static int headSize(int blockLength) {
        return varintSize(Cid.BYTES + blockLength) + Cid.BYTES;
    }

    /// Writes what stands in a section before a block of this length, at `offset`.
    ///
    /// @return where the block begins
    public static int writeHead(Cid cid, int blockLength, byte[] out, int offset) {
        int at = varint(out, offset, Cid.BYTES + blockLength);
        cid.write(out, at);
        return at + Cid.BYTES;
    }

    /// An archive with one root in memory.
    public static byte[] slice(Cid root, Collection<Block> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) sliceSize(blocks));
        try {
            CarWriter car = new CarWriter(out, List.of(root));
            for (Block block : blocks) {
                car.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// The bytes of [#slice].
    static long sliceSize(Collection<Block> blocks) {
        int header = header(List.of(MstNode.EMPTY.cid())).length;
        long size = (long) varintSize(header) + header;
        for (Block block : blocks) {
            size += (long) headSize(block.bytes().length) + block.bytes().length;
        }
        return size;
    }

    private static byte[] header(List<Cid> roots) {
        CborWriter out = new CborWriter(64 + 48 * roots.size());
        out.beginMap(2).writeText("roots").beginArray(roots.size());
        roots.forEach(out::writeLink);
        return out.writeText("version").writeInt(1).toByteArray();
    }

    /// Writes the number at `at`; answers where it ends.
    private static int varint(byte[] out, int at, int value) {
        int next = at;
        int rest = value;
        while (rest >= 0x80) {
            out[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[next++] = (byte) rest;
        return next;
    }

    private static int varintSize(int value) {
        return Math.max(1, (32 - Integer.numberOfLeadingZeros(value) + 6) / 7);
    }
}
