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

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Removes uploads that no record came to refer to, and the bytes of blobs whose last record is
/// gone. Looks at the row again under the repository's lock, so that a new upload of the same bytes
/// is never lost.
public final class BlobSweep {
    private final KeyValue store;
    private final Blobs blobs;
    private final RepoLocks locks;
    private final Duration kept;
    private final InstantSource clock;

    public BlobSweep(
            KeyValue store, Blobs blobs, RepoLocks locks, Duration kept, InstantSource clock) {
        this.store = store;
        this.blobs = blobs;
        this.locks = locks;
        this.kept = kept;
        this.clock = clock;
    }

    /// Works off both logs; answers how many entries there were.
    public int sweep(ExpiryLog uploads, ExpiryLog orphans) {
        return uploads.sweep(this::end) + orphans.sweep(this::end);
    }

    private void end(Value.Map what) {
        Did did = new Did(what.text("did").orElseThrow());
        Cid cid = Cid.parse(what.text("cid").orElseThrow());
        locks.with(did, () -> end(did, cid));
    }

    private boolean end(Did did, Cid cid) {
        Key key = BlobRows.key(did, cid);
        Optional<byte[]> stored = store.get(key);
        if (stored.isPresent() && !ended(BlobRow.decode(stored.get()))) {
            return false;
        }
        if (stored.isPresent()) {
            Batch batch = new Batch().requireEqual(key, stored.get()).delete(key);
            if (store.commit(batch) instanceof Outcome.Conflict) {
                return false;
            }
        }
        blobs.delete(did.value(), cid.digest());
        return true;
    }

    private boolean ended(BlobRow row) {
        return !row.permanent() && !clock.instant().isBefore(row.createdAt().plus(kept));
    }
}
