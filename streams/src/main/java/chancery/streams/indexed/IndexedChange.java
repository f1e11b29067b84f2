package chancery.streams.indexed;

import chancery.streams.truth.Status;

/// What became of a record of the index last.
///
/// @param position where that stands among all changes of the index
/// @param record as it is now; empty, and with the time at which that was so, where it is gone
public record IndexedChange(long position, Status status, IndexedRecord record) {
    /// The record as its stream names it.
    public String name() {
        return record.repo() + "/" + record.key();
    }
}
