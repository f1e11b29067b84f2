package chancery.streams.indexed;

/// A record as the index has it, times in milliseconds since 1970.
///
/// @param repo the DID of the repository
/// @param key of the record there
/// @param json the record
/// @param createdTime when the index first saw it
/// @param lastUpdatedTime when the index took in what it holds now
public record IndexedRecord(
        String repo, String key, String json, long createdTime, long lastUpdatedTime) {}
