package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

/// Bytes with their identifier. Neither side changes the bytes.
public record Block(Cid cid, byte[] bytes) {
    /// The block of these DAG-CBOR bytes.
    public static Block ofDagCbor(byte[] bytes) {
        return new Block(Cid.ofDagCbor(bytes), bytes);
    }

    /// A block is its identifier.
    @Override
    public boolean equals(Object other) {
        return other instanceof Block(var otherCid, _) && cid.equals(otherCid);
    }

    @Override
    public int hashCode() {
        return cid.hashCode();
    }

    @Override
    public String toString() {
        return cid + " (" + bytes.length + " bytes)";
    }
}
