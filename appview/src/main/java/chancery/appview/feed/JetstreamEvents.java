package chancery.appview.feed;

import chancery.appview.index.Change;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Reads the events of a Jetstream.
final class JetstreamEvents {
    private static final long MICROS_MAX = (1L << 53) - 1;

    private JetstreamEvents() {}

    /// What an event says.
    ///
    /// @param micros when the Jetstream heard of it
    record Told(long micros, Change change) {}

    /// The event in this text; empty when it is of no kind, or of no collection, that is wanted.
    ///
    /// @throws SyntaxException when it is malformed
    static Optional<Told> read(String text, Wanted wanted) {
        Json.Members event = JsonText.parseObject(text);
        Did did = Did.parse(required(event, "did"));
        long micros = event.integer("time_us").orElseThrow(() -> missing("time_us"));
        if (micros < 1 || micros > MICROS_MAX) {
            throw new SyntaxException("Invalid event: time_us is no time");
        }
        Optional<Change> change =
                switch (required(event, "kind")) {
                    case "commit" -> commit(did, micros, object(event, "commit"), wanted);
                    case "identity" -> Optional.of(identity(did, event.object("identity")));
                    case "account" -> Optional.of(account(did, object(event, "account")));
                    default -> Optional.empty();
                };
        return change.map(what -> new Told(micros, what));
    }

    private static Optional<Change> commit(
            Did did, long micros, Json.Members commit, Wanted wanted) {
        Nsid collection = Nsid.parse(required(commit, "collection"));
        if (!wanted.holds(collection)) {
            return Optional.empty();
        }
        RecordKey key = new RecordKey(required(commit, "rkey"));
        RecordPath path = new RecordPath(collection, key);
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        Optional<String> rev = commit.text("rev").map(Tid::parse).map(Tid::value);
        return switch (required(commit, "operation")) {
            case "create", "update" ->
                    Optional.of(
                            new Change.Put(
                                    did,
                                    path,
                                    object(commit, "record"),
                                    commit.text("cid").map(Cid::parse),
                                    rev,
                                    at));
            case "delete" -> Optional.of(new Change.Delete(did, path, rev, at));
            default -> Optional.empty();
        };
    }

    /// An identity without a handle, or with one that is none, only says that something changed.
    private static Change identity(Did did, Optional<Json.Members> identity) {
        return new Change.Identity(
                did,
                identity.flatMap(told -> told.text("handle"))
                        .filter(Handle::valid)
                        .map(Handle::parse));
    }

    private static Change account(Did did, Json.Members account) {
        boolean active = account.flag("active").orElseThrow(() -> missing("active"));
        AccountStatus reason =
                account.text("status").map(AccountStatus::ofReason).orElse(AccountStatus.INACTIVE);
        return new Change.Account(did, active ? AccountStatus.ACTIVE : reason);
    }

    private static String required(Json.Members from, String name) {
        return from.text(name).orElseThrow(() -> missing(name));
    }

    private static Json.Members object(Json.Members from, String name) {
        return from.object(name).orElseThrow(() -> missing(name));
    }

    private static SyntaxException missing(String name) {
        return new SyntaxException("Invalid event: lacks " + name);
    }
}
