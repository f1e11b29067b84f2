package chancery.atproto.verify;

import chancery.atproto.data.CborReader;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.SyntaxException;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an archive of blocks (CAR, version 1) as a stream: the header at once, then block by
/// block, each checked against its identifier. Every length is checked before bytes are read. The
/// stream is the caller's to close. Not for two threads.
public final class CarReader {
    private static final int VARINT_BYTES_MAX = 10;
    private static final int END = -1;

    private final InputStream in;
    private final RepoLimits limits;
    private final List<Cid> roots;
    private int blocks;

    public CarReader(InputStream in, RepoLimits limits) throws IOException {
        this.in = new BufferedInputStream(in);
        this.limits = limits;
        long length = varint();
        if (length < 1 || length > limits.carHeaderBytesMax()) {
            throw malformed("a header of 1 to " + limits.carHeaderBytesMax() + " bytes");
        }
        this.roots = header(bytes((int) length));
    }

    /// The roots that the header names: any number.
    public List<Cid> roots() {
        return roots;
    }

    /// The one root; refuses none and several.
    public Cid root() {
        if (roots.size() != 1) {
            throw malformed("one root, found " + roots.size());
        }
        return roots.getFirst();
    }

    /// The next block, or empty at the end.
    public Optional<Block> next() throws IOException {
        long length = varint();
        if (length == END) {
            return Optional.empty();
        }
        if (length < Cid.BYTES || length > limits.carBlockBytesMax()) {
            throw malformed(
                    "a block of " + Cid.BYTES + " to " + limits.carBlockBytesMax() + " bytes");
        }
        if (blocks++ >= limits.carBlocksMax()) {
            throw malformed("at most " + limits.carBlocksMax() + " blocks");
        }
        Cid cid = Cid.decode(bytes(Cid.BYTES));
        byte[] bytes = bytes((int) length - Cid.BYTES);
        if (!cid.equals(identifier(cid.codec(), bytes))) {
            throw malformed("a block that matches its identifier " + cid);
        }
        return Optional.of(new Block(cid, bytes));
    }

    /// All blocks that are left, in memory, for archives that are known to be small; refuses a
    /// block that comes twice.
    public Map<Cid, byte[]> remaining() throws IOException {
        Map<Cid, byte[]> all = new HashMap<>();
        for (Optional<Block> next = next(); next.isPresent(); next = next()) {
            if (all.put(next.get().cid(), next.get().bytes()) != null) {
                throw malformed("each block once, found again " + next.get().cid());
            }
        }
        return all;
    }

    private static List<Cid> header(byte[] bytes) {
        CborReader in = new CborReader(bytes);
        if (in.readMap() != 2) {
            throw malformed("a header of roots and version");
        }
        in.requireText("roots");
        int count = in.readArray();
        List<Cid> roots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            roots.add(in.readLink());
        }
        in.requireText("version");
        if (in.readInt() != 1) {
            throw malformed("version 1");
        }
        in.requireEnd();
        return List.copyOf(roots);
    }

    private static Cid identifier(Cid.Codec codec, byte[] bytes) {
        return switch (codec) {
            case DAG_CBOR -> Cid.ofDagCbor(bytes);
            case RAW -> Cid.ofRaw(bytes);
        };
    }

    /// An unsigned number in the shortest form, or [#END] where the stream ends before it.
    private long varint() throws IOException {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX; i++) {
            int next = in.read();
            if (next < 0) {
                if (i == 0) {
                    return END;
                }
                throw malformed("a whole length");
            }
            value |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                return checked(value, next, i);
            }
        }
        throw malformed("a length of at most " + VARINT_BYTES_MAX + " bytes");
    }

    private static long checked(long value, int last, int at) {
        if (value < 0 || (last == 0 && at > 0)) {
            throw malformed("a length in its shortest form");
        }
        return value;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw malformed("a whole block");
        }
        return bytes;
    }

    private static SyntaxException malformed(String expected) {
        return new SyntaxException("Invalid CAR: expected " + expected);
    }
}
