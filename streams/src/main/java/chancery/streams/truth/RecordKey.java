package chancery.streams.truth;

import chancery.store.Key;

/// Where the head of a record stands.
public record RecordKey(Key key) {}
