package chancery.pds.local;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.RecordPath;
import chancery.pds.repo.Written;

import java.util.List;
import java.util.Optional;

/// What became of some writes.
///
/// @param written the commit, unless nothing had to change
/// @param results one for each write, in their order
public record LocalCommit(Written written, List<Result> results) {
    public LocalCommit {
        results = List.copyOf(results);
    }

    /// What became of one write.
    ///
    /// @param cid empty after a deletion
    /// @param status `valid` or `unknown`; empty after a deletion
    public record Result(RecordPath path, Optional<Cid> cid, Optional<String> status) {}
}
