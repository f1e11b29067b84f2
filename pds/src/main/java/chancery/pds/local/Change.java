package chancery.pds.local;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.repo.CommitOrder;
import chancery.pds.repo.Draft;
import chancery.pds.repo.PreparedRecord;
import chancery.pds.repo.Swap;
import chancery.pds.repo.Swap.RecordSwap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A write that is checked and encoded, and still to be decided against the repository.
sealed interface Change {
    RecordPath path();

    LocalCommit.Result result();

    /// What is to be written, given where the repository stands.
    List<Draft> drafts(CommitOrder.View repo);

    static List<Draft> drafts(List<Change> changes, CommitOrder.View repo) {
        List<Draft> drafts = new ArrayList<>(changes.size());
        changes.forEach(change -> drafts.addAll(change.drafts(repo)));
        return drafts;
    }

    /// @param replacing whether a new like, repost, follow or block takes the place of older ones
    record Create(PreparedRecord record, boolean replacing) implements Change {
        @Override
        public RecordPath path() {
            return record.path();
        }

        @Override
        public LocalCommit.Result result() {
            return written(record);
        }

        @Override
        public List<Draft> drafts(CommitOrder.View repo) {
            return replacing
                    ? Draft.replacingOlder(repo, record)
                    : List.of(new Draft.Create(record));
        }
    }

    record Put(PreparedRecord record, Optional<Cid> swap) implements Change {
        @Override
        public RecordPath path() {
            return record.path();
        }

        @Override
        public LocalCommit.Result result() {
            return written(record);
        }

        @Override
        public List<Draft> drafts(CommitOrder.View repo) {
            Optional<Cid> current = repo.record(record.path());
            require(swap, current);
            if (current.equals(Optional.of(record.cid()))) {
                return List.of();
            }
            return List.of(
                    current.isPresent() ? new Draft.Update(record) : new Draft.Create(record));
        }
    }

    record Delete(RecordPath path, Optional<Cid> swap) implements Change {
        @Override
        public LocalCommit.Result result() {
            return new LocalCommit.Result(path, Optional.empty(), Optional.empty());
        }

        @Override
        public List<Draft> drafts(CommitOrder.View repo) {
            Optional<Cid> current = repo.record(path);
            if (current.isEmpty()) {
                return List.of();
            }
            require(swap, current);
            return List.of(new Draft.Delete(path));
        }
    }

    private static LocalCommit.Result written(PreparedRecord record) {
        return new LocalCommit.Result(record.path(), Optional.of(record.cid()), record.status());
    }

    private static void require(Optional<Cid> swap, Optional<Cid> current) {
        swap.ifPresent(cid -> Swap.requireRecord(new RecordSwap.Exactly(cid), current));
    }
}
