package chancery.pds.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Tid;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.store.Space;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known about the blobs of an account: their rows, and which records refer to them.
public final class BlobRows {
    private final KeyValue store;

    public BlobRows(KeyValue store) {
        this.store = store;
    }

    public static Key key(Did did, Cid blob) {
        return new Partition(did.value()).key(Space.BLOB, blob.bytes());
    }

    public Optional<BlobRow> find(Did did, Cid blob) {
        return store.get(key(did, blob)).map(BlobRow::decode);
    }

    /// Whether a record refers to this blob.
    public boolean referred(Did did, Cid blob) {
        try (Scan scan =
                store.scan(Range.prefix(new RepoKeys(did).blobLinks(blob)), Direction.ASCENDING)) {
            return scan.next();
        }
    }

    /// Blobs that records refer to, in order, beyond `cursor`; with `since`, those of records
    /// written after that revision.
    public List<Cid> listReferred(Did did, Optional<Tid> since, Optional<Cid> cursor, int max) {
        RepoKeys keys = new RepoKeys(did);
        Range all = Range.prefix(keys.blobLinks());
        Range range = cursor.map(blob -> past(keys, all, blob)).orElse(all);
        List<Cid> page = new ArrayList<>();
        try (Scan scan = store.scan(range, Direction.ASCENDING)) {
            while (page.size() < max && scan.next()) {
                Cid blob = keys.linkedBlob(scan.key());
                boolean seen = !page.isEmpty() && page.getLast().equals(blob);
                if (!seen && newer(scan.value(), since)) {
                    page.add(blob);
                }
            }
        }
        return page;
    }

    private static Range past(RepoKeys keys, Range all, Cid blob) {
        byte[] end = Range.prefix(keys.blobLinks(blob)).to();
        return end == null ? all : all.from(end);
    }

    private static boolean newer(byte[] rev, Optional<Tid> since) {
        return since.map(
                        tid ->
                                tid.value().compareTo(new String(rev, StandardCharsets.US_ASCII))
                                        < 0)
                .orElse(true);
    }
}
