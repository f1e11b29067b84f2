package chancery.atproto.repo;

import chancery.atproto.syntax.RecordPath;

/// The answer to a wish for a commit: a plan, or why there is none. Where there is none, nothing
/// has changed.
public sealed interface Planned permits CommitPlan, Planned.Refused {
    /// Why there is no plan.
    sealed interface Refused extends Planned {}

    /// A create found a record at this path.
    record Exists(RecordPath path) implements Refused {}

    /// An update or a delete found no record at this path.
    record Absent(RecordPath path) implements Refused {}

    /// More writes than one commit may have.
    record TooMany(int writes) implements Refused {}

    /// The event of this commit would have so many bytes.
    record TooLarge(long eventBytes) implements Refused {}

    /// A node would get too many entries or the tree too many layers: keys made to that end.
    record Crowded() implements Refused {}
}
