package chancery.pds.repo;

import chancery.atproto.syntax.RecordPath;

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
}
