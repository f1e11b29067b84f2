package chancery.pds.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Tid;

import java.nio.charset.StandardCharsets;

/// The stored row of a record, 49 bytes: the block that holds it and the revision that wrote it.
record RecordRow(Cid cid, Tid rev) {
    private static final int SIZE = Cid.BYTES + 13;

    byte[] encode() {
        byte[] out = new byte[SIZE];
        cid.write(out, 0);
        System.arraycopy(rev.value().getBytes(StandardCharsets.US_ASCII), 0, out, Cid.BYTES, 13);
        return out;
    }

    static RecordRow decode(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalStateException("a stored record row of " + bytes.length + " bytes");
        }
        return new RecordRow(
                Cid.decode(bytes, 0, Cid.BYTES),
                new Tid(new String(bytes, Cid.BYTES, 13, StandardCharsets.US_ASCII)));
    }
}
