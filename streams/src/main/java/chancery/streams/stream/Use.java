package chancery.streams.stream;

import chancery.streams.json.Json;

/// What a stream holds.
///
/// @param bytes of its records as they are kept, before compression
public record Use(long records, long bytes) {
    static final long GIGABYTE = 1_000_000_000;

    Json gigabytes() {
        return new Json.Real((double) bytes / GIGABYTE);
    }
}
