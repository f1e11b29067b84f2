package chancery.atproto.sync;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// Reads the bodies of events. Fields that it does not know are left aside: later versions of the
/// protocol may add some.
final class EventBodies {
    private static final int TIME_LENGTH_MAX = 64;
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private EventBodies() {}

    static Event decode(EventKind kind, Fields body, FrameLimits limits) {
        Event event =
                switch (kind) {
                    case COMMIT -> commit(body, limits);
                    case SYNC -> sync(body);
                    case IDENTITY -> identity(body);
                    case ACCOUNT -> account(body);
                };
        limits.check(event);
        return event;
    }

    private static Event.Commit commit(Fields body, FrameLimits limits) {
        requireFalse(body, "rebase");
        requireFalse(body, "tooBig");
        body.array("blobs");
        List<Value> ops = body.array("ops");
        limits.checkOps(ops.size());
        return new Event.Commit(
                Did.parse(body.text("repo")),
                body.link("commit"),
                Tid.parse(body.text("rev")),
                body.nullableText("since").map(Tid::parse),
                body.optionalLink("prevData"),
                body.bytes("blocks"),
                ops.stream().map(EventBodies::op).toList(),
                time(body));
    }

    private static RecordOp op(Value value) {
        if (!(value instanceof Value.Map map)) {
            throw Fields.wrong("ops", "an array of maps");
        }
        Fields op = new Fields(map);
        RecordPath path = RecordPath.parse(op.text("path"));
        Optional<Cid> prev = op.optionalLink("prev");
        return switch (op.text("action")) {
            case "create" -> new RecordOp.Create(path, op.link("cid"));
            case "update" -> new RecordOp.Update(path, op.link("cid"), prev);
            case "delete" -> {
                op.requireNull("cid");
                yield new RecordOp.Delete(path, prev);
            }
            default -> throw Fields.wrong("action", "create, update or delete");
        };
    }

    private static Event.Sync sync(Fields body) {
        return new Event.Sync(
                Did.parse(body.text("did")),
                Tid.parse(body.text("rev")),
                body.bytes("blocks"),
                time(body));
    }

    private static Event.Identity identity(Fields body) {
        return new Event.Identity(
                Did.parse(body.text("did")),
                body.optionalText("handle").map(Handle::parse),
                time(body));
    }

    private static Event.Account account(Fields body) {
        Optional<String> reason = body.optionalText("status");
        AccountStatus status =
                body.bool("active")
                        ? AccountStatus.ACTIVE
                        : reason.map(AccountStatus::ofReason).orElse(AccountStatus.INACTIVE);
        return new Event.Account(Did.parse(body.text("did")), status, time(body));
    }

    private static Instant time(Fields body) {
        String text = body.text("time");
        if (text.length() > TIME_LENGTH_MAX) {
            throw Fields.wrong("time", "a datetime");
        }
        try {
            Instant time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            if (time.isBefore(YEAR_0) || !time.isBefore(YEAR_10000)) {
                throw Fields.wrong("time", "of a year from 0 to 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw Fields.wrong("time", "a datetime");
        }
    }

    private static void requireFalse(Fields body, String key) {
        if (body.bool(key)) {
            throw Fields.wrong(key, "false");
        }
    }
}
