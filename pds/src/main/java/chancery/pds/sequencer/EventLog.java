package chancery.pds.sequencer;

import chancery.atproto.sync.Event;
import chancery.atproto.sync.StoredEvent;
import chancery.store.Batch;

/// The log of events of this host. An event is appended by the batch that makes it true; its number
/// is the position that the log gives.
public final class EventLog {
    /// The log's name in the store.
    public static final String NAME = "events";

    private EventLog() {}

    /// Appends an event to the batch.
    public static void append(Batch batch, Event event) {
        batch.append(NAME, StoredEvent.of(event).bytes());
    }
}
