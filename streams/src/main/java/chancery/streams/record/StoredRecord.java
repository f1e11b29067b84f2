package chancery.streams.record;

import chancery.streams.name.RecordId;

/// A record as it stands in a stream, times in milliseconds since 1970.
public record StoredRecord(RecordId id, long createdTime, long lastUpdatedTime, Content content) {}
