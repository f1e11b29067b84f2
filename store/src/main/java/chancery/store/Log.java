package chancery.store;

import java.time.Duration;
import java.util.List;

/// A named, append-only sequence, written as part of batches. Positions begin at 1, are dense when
/// given, in commit order, never re-used and never seen before they are durable. Entries may be
/// erased later and one jump may be recorded, so readers ask for the next entry after a position.
///
/// A reader takes the tail, then asks for what lies after its position; when nothing does, it goes
/// on from that tail and awaits, for the last entries may be erased ones.
public interface Log {
    /// The largest position: what a JSON number holds exactly.
    long POSITION_MAX = (1L << 53) - 1;

    /// The last durable position, given or jumped over; 0 when there was none.
    long tail();

    /// Entries after `position`, in order: at least one when there is one, then as many as stay
    /// within both bounds.
    List<Entry> after(long position, int entriesMax, long bytesMax);

    /// Waits until the tail is past `position`; false when the time is over first.
    boolean await(long position, Duration timeout) throws InterruptedException;

    /// What was appended, and where. Readers share `value` and never write to it.
    record Entry(long position, byte[] value) {}
}
