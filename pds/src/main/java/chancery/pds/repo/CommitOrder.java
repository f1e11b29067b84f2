package chancery.pds.repo;

import chancery.atproto.repo.Head;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;

import java.util.List;
import java.util.Optional;

/// What a caller wants done to a repository, decided anew whenever the repository has moved on.
@FunctionalInterface
public interface CommitOrder {
    /// What to write, given where the repository stands. Pure: it may be asked more than once.
    ///
    /// @throws chancery.web.Refusal when a condition of the caller does not hold
    List<Draft> decide(View repo);

    /// What a decision may know.
    interface View {
        Head head();

        /// The record at this path.
        Optional<Cid> record(RecordPath path);

        /// Records that point at the same target.
        List<RecordPath> linking(BackLink link);
    }
}
