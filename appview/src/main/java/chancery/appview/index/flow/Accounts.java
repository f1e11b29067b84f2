package chancery.appview.index.flow;

import chancery.appview.index.kept.IndexBatch;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.IndexTruth.Entry;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;

import java.util.List;
import java.util.Optional;

/// Shows, hides and forgets the records of accounts. For the writer of their shard.
final class Accounts {
    private static final int PAGE = 1_000;

    private final IndexTruth truth;

    Accounts(IndexTruth truth) {
        this.truth = truth;
    }

    /// Does what the status of an account asks for.
    ///
    /// @return the position of it in the log of the index; 0 when nothing changes
    long apply(Did did, AccountStatus status) {
        return switch (status) {
            case DELETED -> forget(did);
            case ACTIVE, TAKENDOWN, SUSPENDED, DEACTIVATED, INACTIVE -> keep(did, status);
            // The host is behind; what it said before still holds.
            case DESYNCHRONIZED, THROTTLED -> 0;
        };
    }

    private long keep(Did did, AccountStatus status) {
        AccountStatus before = truth.hidden(List.of(did)).getOrDefault(did, AccountStatus.ACTIVE);
        boolean known = !truth.page(did, Optional.empty(), 1).isEmpty();
        if (before == status || (!known && before.active())) {
            return 0;
        }
        IndexBatch batch = new IndexBatch(truth);
        batch.put(did, status);
        return batch.commit();
    }

    private long forget(Did did) {
        long position = 0;
        List<Entry> page = truth.page(did, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            IndexBatch batch = new IndexBatch(truth);
            page.forEach(entry -> batch.forget(entry.name()));
            batch.put(did, AccountStatus.ACTIVE);
            position = batch.commit();
            page = truth.page(did, Optional.empty(), PAGE);
        }
        return position;
    }
}
