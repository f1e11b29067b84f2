package chancery.pds.repo;

import chancery.atproto.syntax.Tid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The stored form of a block: how many keys of the tree hold it (1 for nodes and commits), the
/// revision that added it, and its bytes. A head of 17 bytes.
record BlockRow(int holders, Tid rev, byte[] stored) {
    /// The bytes before the block.
    static final int HEAD = 17;

    /// The stored form of a new block.
    static byte[] encode(int holders, Tid rev, byte[] block) {
        byte[] out = new byte[HEAD + block.length];
        ByteBuffer.wrap(out).putInt(holders);
        System.arraycopy(rev.value().getBytes(StandardCharsets.US_ASCII), 0, out, 4, 13);
        System.arraycopy(block, 0, out, HEAD, block.length);
        return out;
    }

    static BlockRow decode(byte[] stored) {
        if (stored.length <= HEAD) {
            throw new IllegalStateException("a stored block of " + stored.length + " bytes");
        }
        return new BlockRow(
                ByteBuffer.wrap(stored).getInt(),
                new Tid(new String(stored, 4, 13, StandardCharsets.US_ASCII)),
                stored);
    }

    /// The bytes of the block.
    byte[] block() {
        return block(stored);
    }

    /// The bytes of the block in this stored form.
    static byte[] block(byte[] stored) {
        return Arrays.copyOfRange(stored, HEAD, stored.length);
    }

    /// Whether the block was added after this revision, without reading the rest.
    static boolean after(byte[] stored, byte[] rev) {
        return Arrays.compareUnsigned(stored, 4, HEAD, rev, 0, rev.length) > 0;
    }

    /// The stored form with another number of holders.
    byte[] withHolders(int next) {
        byte[] out = stored.clone();
        ByteBuffer.wrap(out).putInt(next);
        return out;
    }
}
