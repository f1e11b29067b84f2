package chancery.pds.repo;

import chancery.atproto.syntax.RecordPath;

import java.util.ArrayList;
import java.util.List;

/// A change of one record, checked and encoded, before it is known whether the repository lets it
/// happen.
public sealed interface Draft {
    RecordPath path();

    /// A record where there is none.
    record Create(PreparedRecord record) implements Draft {
        @Override
        public RecordPath path() {
            return record.path();
        }
    }

    /// A record in place of another.
    record Update(PreparedRecord record) implements Draft {
        @Override
        public RecordPath path() {
            return record.path();
        }
    }

    /// No record any more.
    record Delete(RecordPath path) implements Draft {}

    /// A new record, as `createRecord` means it: a new like, repost, follow or block takes the
    /// place of older ones of the same target.
    static List<Draft> replacingOlder(CommitOrder.View repo, PreparedRecord record) {
        List<Draft> drafts = new ArrayList<>();
        record.backLink()
                .map(repo::linking)
                .orElse(List.of())
                .forEach(
                        older -> {
                            if (!older.equals(record.path())) {
                                drafts.add(new Delete(older));
                            }
                        });
        drafts.add(new Create(record));
        return drafts;
    }
}
