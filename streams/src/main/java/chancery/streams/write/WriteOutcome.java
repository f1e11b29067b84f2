package chancery.streams.write;

import chancery.streams.name.RecordId;

import java.util.List;

/// How a request to write ended that was not refused.
public sealed interface WriteOutcome {
    /// All is stored.
    enum Stored implements WriteOutcome {
        STORED
    }

    /// What did not collide is stored.
    record Partial(List<Item> items) implements WriteOutcome {
        public Partial {
            items = List.copyOf(items);
        }
    }

    /// One record of a request, in its order.
    record Item(RecordId id, Fate fate) {}

    /// What became of it.
    enum Fate {
        STORED,
        /// There is one of this identifier already.
        COLLIDED
    }
}
