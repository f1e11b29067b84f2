package chancery.streams.write;

import chancery.streams.name.RecordId;

import java.util.List;
import java.util.Optional;

/// How a request to write ended that was not refused.
public sealed interface WriteOutcome {
    /// All is stored.
    ///
    /// @param replaced how many records were there before
    record Stored(int replaced) implements WriteOutcome {}

    /// What did not collide is stored.
    record Partial(List<Item> items) implements WriteOutcome {
        public Partial {
            items = List.copyOf(items);
        }
    }

    /// Nothing is stored, because records are not as the caller believes.
    record Conflicted(List<Conflict> conflicts) implements WriteOutcome {
        public Conflicted {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// One record that is not as expected.
    ///
    /// @param actual when it was last changed; empty when it is not there
    record Conflict(RecordId id, Expected expected, Optional<Long> actual) {}

    /// One record of a request, in its order.
    record Item(RecordId id, Fate fate) {}

    /// What became of it.
    enum Fate {
        STORED,
        /// There is one of this identifier already.
        COLLIDED
    }
}
