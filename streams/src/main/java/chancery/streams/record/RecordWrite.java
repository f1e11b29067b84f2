package chancery.streams.record;

import chancery.streams.name.RecordId;

/// A record as somebody wants it, valid by the containers it names.
public record RecordWrite(RecordId id, Content content) {}
