package chancery.pds.blob;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.pds.expiry.ExpiryLog;
import chancery.pds.repo.BlobRow;
import chancery.pds.repo.BlobRows;
import chancery.pds.repo.RepoLocks;
import chancery.store.Batch;
import chancery.store.Blobs;
import chancery.store.Key;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.web.Refusal;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;

/// Takes uploads in. An upload is temporary until a record refers to it; one that nobody refers to
/// is swept after a day. The bytes are durable before the row that names them.
public final class BlobIntake {
    private final KeyValue store;
    private final Blobs blobs;
    private final RepoLocks locks;
    private final ExpiryLog uploads;
    private final InstantSource clock;

    public BlobIntake(
            KeyValue store, Blobs blobs, RepoLocks locks, ExpiryLog uploads, InstantSource clock) {
        this.store = store;
        this.blobs = blobs;
        this.locks = locks;
        this.uploads = uploads;
        this.clock = clock;
    }

    /// An upload as its owner may quote it.
    public record Uploaded(Cid cid, String mimeType, long size) {
        /// How a record refers to it.
        public Value.Map reference() {
            return Value.Map.builder()
                    .put("$type", "blob")
                    .put("ref", cid)
                    .put("mimeType", mimeType)
                    .put("size", size)
                    .build();
        }
    }

    /// Takes in one upload; the type that the bytes show wins over the claimed one.
    ///
    /// @throws Refusal of kind `TOO_LARGE` past `bytesMax`
    public Uploaded take(Did did, String claimedType, InputStream in, long bytesMax) {
        try (Blobs.Spool spool = blobs.spool(in, bytesMax)) {
            Cid cid = Cid.ofDigest(Cid.Codec.RAW, spool.sha256());
            String type = MimeSniffer.sniff(spool.head()).orElse(claimedType);
            return locks.with(did, () -> keep(did, cid, type, spool));
        } catch (Blobs.BlobTooLargeException e) {
            throw new Refusal(
                    Refusal.Kind.TOO_LARGE, "PayloadTooLarge", "request entity too large");
        } catch (IOException e) {
            throw Refusal.invalid("The upload broke off").with("cause", e);
        }
    }

    private Uploaded keep(Did did, Cid cid, String type, Blobs.Spool spool) {
        Key key = BlobRows.key(did, cid);
        Optional<byte[]> stored = store.get(key);
        Optional<BlobRow> row = stored.map(BlobRow::decode);
        if (row.isPresent() && row.get().permanent()) {
            return new Uploaded(cid, row.get().mimeType(), row.get().size());
        }
        spool.keep(did.value());
        BlobRow fresh = new BlobRow(type, spool.size(), clock.instant(), BlobRow.Stage.TEMPORARY);
        Batch batch = new Batch();
        stored.ifPresentOrElse(
                bytes -> batch.requireEqual(key, bytes), () -> batch.requireAbsent(key));
        batch.put(key, fresh.encode());
        uploads.add(
                batch,
                Value.Map.builder().put("did", did.value()).put("cid", cid.toString()).build());
        return switch (store.commit(batch)) {
            case Outcome.Committed _ -> new Uploaded(cid, type, spool.size());
            case Outcome.Conflict _ ->
                    throw new Refusal(
                            Refusal.Kind.UNAVAILABLE,
                            "NotEnoughResources",
                            "The same upload is under way elsewhere");
        };
    }
}
