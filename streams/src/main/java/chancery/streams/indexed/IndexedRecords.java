package chancery.streams.indexed;

import chancery.streams.name.RecordId;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The records of the AT Protocol that this server indexes, by their types. For all threads.
public interface IndexedRecords {
    /// All types at this moment, in the order of their names.
    List<RecordType> types();

    /// Waits until all that was durable on this server when the call began can be read.
    ///
    /// @throws chancery.web.Refusal when that takes too long
    void await();

    /// One record.
    Optional<IndexedRecord> find(RecordType type, RecordId id);

    /// Hands out records of a type until one is answered with false: all that the excerpt means,
    /// in its order, and perhaps others.
    ///
    /// @throws chancery.streams.fault.Fault of kind `TOO_SLOW` when that takes too long
    void each(RecordType type, Excerpt excerpt, Predicate<IndexedRecord> take);

    /// How many records of a type there are.
    long count(RecordType type);

    /// How records change.
    IndexedChanges changes();

    /// None at all.
    static IndexedRecords none() {
        return new NoRecords();
    }
}
