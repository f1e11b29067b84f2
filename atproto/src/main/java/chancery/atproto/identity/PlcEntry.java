package chancery.atproto.identity;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/// An operation as the directory keeps it: a line of the audit log.
///
/// @param nullified whether a later operation of a more powerful key took its place
/// @param createdAt when the directory took it, in milliseconds
public record PlcEntry(
        Did did, PlcOperation operation, Cid cid, boolean nullified, Instant createdAt) {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    public PlcEntry {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    static PlcEntry of(Did did, PlcOperation operation, Instant createdAt) {
        return new PlcEntry(did, operation, operation.cid(), false, createdAt);
    }

    /// Reads a line of the audit log, whose identifier must be that of its operation.
    public static PlcEntry parse(Value.Map map) {
        Value.Map operation =
                map.map("operation").orElseThrow(() -> PlcParser.wrong("operation", "an object"));
        PlcEntry entry =
                new PlcEntry(
                        Did.parse(PlcParser.text(map, "did")),
                        PlcOperation.parse(operation),
                        Cid.parse(PlcParser.text(map, "cid")),
                        nullified(map),
                        time(PlcParser.text(map, "createdAt")));
        if (!entry.operation.cid().equals(entry.cid)) {
            throw PlcParser.wrong("cid", "that of the operation");
        }
        return entry;
    }

    /// The line of the audit log.
    public Value.Map value() {
        return Value.Map.builder()
                .put("did", did.value())
                .put("operation", operation.value())
                .put("cid", cid.toString())
                .put("nullified", nullified)
                .put("createdAt", MILLIS.format(createdAt))
                .build();
    }

    PlcEntry asNullified() {
        return new PlcEntry(did, operation, cid, true, createdAt);
    }

    private static boolean nullified(Value.Map map) {
        if (map.find("nullified").orElse(Value.Null.NULL) instanceof Value.Bool(var value)) {
            return value;
        }
        throw PlcParser.wrong("nullified", "a boolean");
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw PlcParser.wrong("createdAt", "a datetime");
        }
    }
}
