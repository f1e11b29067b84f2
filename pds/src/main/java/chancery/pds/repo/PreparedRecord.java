package chancery.pds.repo;

import chancery.atproto.repo.Block;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;

import java.util.List;
import java.util.Optional;

/// A record that is ready to be written.
///
/// @param bytes its DAG-CBOR
/// @param status `valid` or `unknown`; empty when the caller wanted no check
/// @param backLink what it points at, for the kinds of which a target has one each
public record PreparedRecord(
        RecordPath path,
        Cid cid,
        byte[] bytes,
        List<BlobLink> blobs,
        Optional<String> status,
        Optional<BackLink> backLink) {
    public PreparedRecord {
        blobs = List.copyOf(blobs);
    }

    /// The record as a block.
    Block block() {
        return new Block(cid, bytes);
    }
}
