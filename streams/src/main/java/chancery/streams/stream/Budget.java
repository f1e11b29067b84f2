package chancery.streams.stream;

import chancery.streams.json.Fields;
import chancery.streams.json.Json;

import java.util.Optional;

/// What a stream may take and give in ten minutes.
///
/// @param records that are added or upserted
/// @param megabytes of requests that add or upsert records
/// @param changes records that are replaced or deleted; none for any number
/// @param readMegabytes of answers with records
public record Budget(long records, long megabytes, Optional<Long> changes, long readMegabytes) {
    private static final String RECORDS = "records";
    private static final String MEGABYTES = "megabytes";
    private static final String CHANGES = "changes";
    private static final String READ_MEGABYTES = "readMegabytes";

    /// What the original gives to streams that are kept long, and to those that are updated.
    static Budget usual(StreamType type) {
        return switch (type) {
            case IMMUTABLE -> new Budget(170_000, 170, Optional.empty(), 1_700);
            case MUTABLE -> new Budget(170_000, 170, Optional.of(85_000L), 500);
        };
    }

    /// What the original gives to streams of tests.
    static final Budget TEST = new Budget(800_000, 1_500, Optional.empty(), 1_500);

    /// A budget from the object that [#json()] made.
    static Budget kept(Fields kept) {
        return new Budget(
                kept.number(RECORDS),
                kept.number(MEGABYTES),
                kept.find(CHANGES).map(_ -> kept.number(CHANGES)),
                kept.number(READ_MEGABYTES));
    }

    Json.Members json() {
        return Json.Members.builder()
                .put(RECORDS, records)
                .put(MEGABYTES, megabytes)
                .put(CHANGES, changes.map(Json.Int::new))
                .put(READ_MEGABYTES, readMegabytes)
                .build();
    }
}
