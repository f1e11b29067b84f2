package chancery.streams.sync;

import chancery.streams.record.StoredRecord;
import chancery.streams.truth.Status;

/// The newest state of a record, and where it stands in the feed. Of a deleted record there is no
/// content.
public record News(Spot spot, Status status, StoredRecord record) {}
