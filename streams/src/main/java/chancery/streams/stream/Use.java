package chancery.streams.stream;

import chancery.streams.json.Json;

/// What a stream holds.
///
/// @param bytes of its records as they are kept, before compression
public record Use(long records, long bytes) {
    private static final double GIGABYTE = 1e9;

    Json gigabytes() {
        return new Json.Real(bytes / GIGABYTE);
    }
}
