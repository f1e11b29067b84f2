package chancery.pds.repo;

import chancery.atproto.repo.Head;
import chancery.atproto.syntax.Cid;
import chancery.web.Refusal;

import java.util.Optional;

/// The compare-and-swap conditions of a caller.
public final class Swap {
    private Swap() {}

    /// Refuses unless the repository is at this commit, where one is named.
    public static void requireCommit(Optional<Cid> expected, Head head) {
        if (expected.isPresent() && !expected.get().equals(head.commit())) {
            throw Refusal.invalid("InvalidSwap", "Commit was at " + head.commit());
        }
    }

    /// Refuses unless the record is as expected.
    public static void requireRecord(RecordSwap expected, Optional<Cid> current) {
        boolean holds =
                switch (expected) {
                    case RecordSwap.Any _ -> true;
                    case RecordSwap.Absent _ -> current.isEmpty();
                    case RecordSwap.Exactly(var cid) -> current.equals(Optional.of(cid));
                };
        if (!holds) {
            throw Refusal.invalid(
                    "InvalidSwap", "Record was at " + current.map(Cid::toString).orElse("null"));
        }
    }

    /// What the caller expects of a record.
    public sealed interface RecordSwap {
        /// Nothing.
        record Any() implements RecordSwap {}

        /// That there is none.
        record Absent() implements RecordSwap {}

        /// Exactly this one.
        record Exactly(Cid cid) implements RecordSwap {}
    }
}
