package chancery.atproto.export;

import chancery.atproto.data.CborReader;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.syntax.Cid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The blocks of one repository in memory, each as the section that an archive has of it: a few
/// large arrays instead of objects for each block. Blocks are added first and looked up after; they
/// have numbers from 0 in the order in which they were added. Not for two threads.
public final class BlockTable {
    /// The number of a block that is not there.
    static final int NONE = -1;

    private static final int CHUNK_BYTES = 256 << 10;
    private static final int EXPECTED_BLOCKS = 1_024;
    private static final int[] NOT_INDEXED = {};

    private final List<byte[]> chunks = new ArrayList<>();
    private int chunkUsed;

    private int count;
    private long bytes;

    /// By number: the hash of the identifier, and the chunk, begin and length of the block.
    private int[] hashes = new int[EXPECTED_BLOCKS];
    private int[] chunkOf = new int[EXPECTED_BLOCKS];
    private int[] offsets = new int[EXPECTED_BLOCKS];
    private int[] lengths = new int[EXPECTED_BLOCKS];

    /// One more than the number of a block, at a place near that of its hash; 0 at a free place.
    private int[] slots = NOT_INDEXED;

    /// Adds a block that is not there yet: the bytes of `stored` from `from` on.
    public void add(Cid cid, byte[] stored, int from) {
        int length = stored.length - from;
        byte[] chunk = room(CarWriter.headSize(length) + length);
        int at = CarWriter.writeHead(cid, length, chunk, chunkUsed);
        System.arraycopy(stored, from, chunk, at, length);
        chunkUsed = at + length;
        number(cid, at, length);
    }

    /// How many blocks there are.
    int count() {
        return count;
    }

    /// The bytes of all blocks together, identifiers not counted.
    public long bytes() {
        return bytes;
    }

    /// The number of this block, or [#NONE].
    int find(Cid cid) {
        if (slots == NOT_INDEXED) {
            index();
        }
        int mask = slots.length - 1;
        int hash = cid.hashCode();
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && cid(number).equals(cid)) {
                return number;
            }
        }
        return NONE;
    }

    /// The identifier of the block of this number.
    Cid cid(int number) {
        return Cid.decode(chunk(number), offsets[number] - Cid.BYTES, Cid.BYTES);
    }

    /// A reader of the block of this number.
    CborReader reader(int number) {
        return new CborReader(chunk(number), offsets[number], lengths[number]);
    }

    /// The bytes of the block of this number.
    byte[] block(int number) {
        int from = offsets[number];
        return Arrays.copyOfRange(chunk(number), from, from + lengths[number]);
    }

    /// Writes the block of this number.
    void write(int number, CarWriter car) throws IOException {
        int head = CarWriter.headSize(lengths[number]);
        car.writeSections(chunk(number), offsets[number] - head, head + lengths[number]);
    }

    private byte[] chunk(int number) {
        return chunks.get(chunkOf[number]);
    }

    /// A chunk with room for this many bytes from where it is used up to.
    private byte[] room(int needed) {
        if (chunks.isEmpty() || needed > chunks.getLast().length - chunkUsed) {
            chunks.add(new byte[Math.max(needed, CHUNK_BYTES)]);
            chunkUsed = 0;
        }
        return chunks.getLast();
    }

    private void number(Cid cid, int offset, int length) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
            chunkOf = Arrays.copyOf(chunkOf, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        hashes[count] = cid.hashCode();
        chunkOf[count] = chunks.size() - 1;
        offsets[count] = offset;
        lengths[count] = length;
        count++;
        bytes += length;
        slots = NOT_INDEXED;
    }

    private void index() {
        int size = Integer.highestOneBit(Math.max(count, 1)) << 2;
        slots = new int[size];
        for (int number = 0; number < count; number++) {
            int slot = hashes[number] & (size - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = number + 1;
        }
    }
}
