package chancery.atproto.verify;

import chancery.atproto.repo.Commit;

/// Whether a claim about a commit holds.
public sealed interface Verdict {
    /// It holds: the commit is signed and the changes named are all that happened.
    record Valid(Commit commit) implements Verdict {}

    /// It does not hold.
    record Invalid(Reason reason, String detail) implements Verdict {}

    /// Why a claim does not hold.
    enum Reason {
        /// Blocks, commit or tree are not what they must be.
        MALFORMED,
        /// The commit is of another repository.
        OTHER_DID,
        /// The revision differs from the commit's, does not grow, or lies in the future.
        REV,
        /// Not signed with the key of the repository.
        SIGNATURE,
        /// A record of a change is not among the blocks.
        RECORD_ABSENT,
        /// The changes do not lead from the tree before to the tree after.
        CHANGES
    }
}
