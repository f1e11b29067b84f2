package chancery.streams.indexed;

import java.time.Duration;
import java.util.function.Predicate;

/// The changes of the records of all types. For all threads.
public interface IndexedChanges {
    /// How far changes can be read, and up to where deletions were forgotten.
    ///
    /// @param generation another one once the index was made anew, when positions have begun anew
    /// @param newest grows with each change
    record Extent(String generation, long newest, long forgotten) {}

    /// A place among the changes of a type.
    ///
    /// @param name of the record that changed there, such as `did:plc:a/1`; what is smaller or
    ///     larger than every name stands for a place before or after all of the position
    record Spot(long position, String name) {}

    /// How far it goes now.
    ///
    /// @throws chancery.streams.fault.Fault of kind `UNAVAILABLE` while the index is made anew
    Extent extent();

    /// Hands out the changes of a type behind a place and up to a position that was the newest one,
    /// in their order, until one is answered with false. What changes again meanwhile may be left
    /// out.
    ///
    /// @return whether all were handed out
    /// @throws chancery.streams.fault.Fault of kind `TOO_SLOW` when that takes too long
    boolean each(RecordType type, Spot after, long through, Predicate<IndexedChange> take);

    /// The first position of changes since a moment in milliseconds since 1970.
    long since(long millis);

    /// Waits until there may be changes behind a position, at most so long.
    void await(long position, Duration wait) throws InterruptedException;
}
