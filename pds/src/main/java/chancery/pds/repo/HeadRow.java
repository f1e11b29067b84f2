package chancery.pds.repo;

import chancery.atproto.repo.Head;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Tid;

import java.nio.charset.StandardCharsets;

/// The stored form of a repository's head, 85 bytes: commit, root of the tree, revision.
final class HeadRow {
    private static final int SIZE = 2 * Cid.BYTES + 13;

    private HeadRow() {}

    static byte[] encode(Head head) {
        byte[] out = new byte[SIZE];
        head.commit().write(out, 0);
        head.data().write(out, Cid.BYTES);
        byte[] rev = head.rev().value().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(rev, 0, out, 2 * Cid.BYTES, rev.length);
        return out;
    }

    static Head decode(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalStateException("a stored head of " + bytes.length + " bytes");
        }
        return new Head(
                Cid.decode(bytes, 0, Cid.BYTES),
                new Tid(new String(bytes, 2 * Cid.BYTES, 13, StandardCharsets.US_ASCII)),
                Cid.decode(bytes, Cid.BYTES, Cid.BYTES));
    }
}
