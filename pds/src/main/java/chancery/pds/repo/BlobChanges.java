package chancery.pds.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;
import chancery.pds.expiry.ExpiryLog;
import chancery.store.Batch;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Range;
import chancery.store.Reader.Direction;
import chancery.store.Scan;
import chancery.web.Refusal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one commit does to the blobs of its account: a blob becomes permanent with the first record
/// that refers to it, and goes with the last. For one commit.
final class BlobChanges {
    private final KeyValue store;
    private final Did did;
    private final ExpiryLog orphans;
    private final RepoKeys rows;
    private final Map<RecordPath, Set<Cid>> removed = new HashMap<>();
    private final Map<RecordPath, List<BlobLink>> added = new HashMap<>();

    BlobChanges(KeyValue store, Did did, ExpiryLog orphans) {
        this.store = store;
        this.did = did;
        this.orphans = orphans;
        this.rows = new RepoKeys(did);
    }

    /// A record with these references is there from now on.
    void add(RecordPath path, List<BlobLink> links) {
        if (!links.isEmpty()) {
            added.put(path, links);
        }
    }

    /// The record with these references is no longer there.
    void remove(RecordPath path, List<BlobLink> links) {
        Set<Cid> cids = new HashSet<>();
        links.forEach(link -> cids.add(link.cid()));
        if (!cids.isEmpty()) {
            removed.put(path, cids);
        }
    }

    /// Adds the changes to the batch.
    ///
    /// @throws Refusal when a reference names no stored blob, or another type or size
    void fill(Batch batch, Tid rev) {
        Set<Cid> given = new HashSet<>();
        removed.forEach(
                (path, cids) -> {
                    cids.forEach(cid -> batch.delete(rows.blobLink(cid, path)));
                    given.addAll(cids);
                });
        Set<Cid> wanted = link(batch, rev);
        for (Cid cid : given) {
            if (!wanted.contains(cid) && !referredElsewhere(cid)) {
                drop(batch, cid);
            }
        }
    }

    private Set<Cid> link(Batch batch, Tid rev) {
        byte[] text = rev.value().getBytes(StandardCharsets.US_ASCII);
        Set<Cid> kept = new HashSet<>();
        added.forEach(
                (path, links) -> {
                    for (BlobLink link : links) {
                        batch.put(rows.blobLink(link.cid(), path), text);
                        keep(batch, link, kept);
                    }
                });
        return kept;
    }

    private void keep(Batch batch, BlobLink link, Set<Cid> kept) {
        Key key = BlobRows.key(did, link.cid());
        byte[] stored =
                store.get(key)
                        .orElseThrow(
                                () ->
                                        Refusal.invalid(
                                                "BlobNotFound",
                                                "Could not find blob: " + link.cid()));
        BlobRow row = BlobRow.decode(stored);
        if (!row.permanent()) {
            requireSame(row, link);
        }
        if (kept.add(link.cid())) {
            batch.requireEqual(key, stored);
            if (!row.permanent()) {
                batch.put(key, row.kept().encode());
            }
        }
    }

    private static void requireSame(BlobRow row, BlobLink link) {
        if (!row.mimeType().equals(link.mimeType())) {
            throw Refusal.invalid(
                    "InvalidMimeType",
                    "Referenced Mimetype does not match stored blob. Expected: "
                            + row.mimeType()
                            + ", Got: "
                            + link.mimeType());
        }
        if (row.size() != link.size()) {
            throw Refusal.invalid(
                    "InvalidSize",
                    "Referenced Size does not match stored blob. Expected: "
                            + row.size()
                            + ", Got: "
                            + link.size());
        }
    }

    /// Whether a record refers to the blob that this commit leaves alone.
    private boolean referredElsewhere(Cid blob) {
        Key prefix = rows.blobLinks(blob);
        try (Scan scan = store.scan(Range.prefix(prefix), Direction.ASCENDING)) {
            while (scan.next()) {
                RecordPath path = RecordPath.parse(RepoKeys.rest(prefix, scan.key()));
                if (!removed.getOrDefault(path, Set.of()).contains(blob)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void drop(Batch batch, Cid blob) {
        batch.delete(BlobRows.key(did, blob));
        orphans.add(
                batch,
                Value.Map.builder().put("did", did.value()).put("cid", blob.toString()).build());
    }
}
