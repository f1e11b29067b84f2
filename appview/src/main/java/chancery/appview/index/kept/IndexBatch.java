package chancery.appview.index.kept;

import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.Outcome;
import chancery.store.StoreBusyException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Changes of one shard that become durable together, with one entry in the log. For the one
/// writer of the shard.
public final class IndexBatch {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBatch.class);

    private final IndexTruth truth;
    private final Batch batch = new Batch();
    private final List<Mark> marks = new ArrayList<>();

    public IndexBatch(IndexTruth truth) {
        this.truth = truth;
    }

    /// Writes what is known of a record.
    ///
    /// @param kind whether there was an earlier version
    public void put(RecordName name, IndexRow row, Mark.Kind kind) {
        batch.put(IndexTruth.key(name), row.encode());
        if (row instanceof IndexRow.Gone(_, long indexed)) {
            batch.put(IndexTruth.goneKey(name, indexed), new byte[0]);
        }
        marks.add(new Mark(kind, name.text()));
    }

    /// Forgets a record without a trace: its whole account is gone.
    public void forget(RecordName name) {
        batch.delete(IndexTruth.key(name));
    }

    /// Shows the records of an account, or hides them.
    public void put(Did did, AccountStatus status) {
        if (status.active()) {
            batch.delete(IndexTruth.statusKey(did));
        } else {
            byte[] name = status.name().getBytes(StandardCharsets.UTF_8);
            batch.put(IndexTruth.statusKey(did), name);
        }
        touch(did);
    }

    /// Says that the records of an account have to be looked at again.
    private void touch(Did did) {
        marks.add(new Mark(Mark.Kind.ACCOUNT, did.value()));
    }

    /// Whether there is nothing to write.
    public boolean empty() {
        return batch.changes().isEmpty() && marks.isEmpty();
    }

    /// Writes the batch, and waits as long as the store has no room for it: whoever handed the
    /// changes in has no other way to hand them in again.
    private Outcome written() {
        while (true) {
            try {
                return truth.store().commit(batch);
            } catch (StoreBusyException busy) {
                LOG.warn("the index waits for room in the store", busy);
            }
        }
    }

    /// Makes it durable.
    ///
    /// @return the position in the log of the index; 0 when nothing in the view changes
    public long commit() {
        if (!marks.isEmpty()) {
            batch.append(IndexTruth.LOG, Mark.encode(marks));
        }
        return switch (written()) {
            case Outcome.Committed(long[] positions) -> positions.length == 0 ? 0 : positions[0];
            case Outcome.Conflict(var key) ->
                    throw new IllegalStateException("a batch without conditions failed at " + key);
        };
    }
}
