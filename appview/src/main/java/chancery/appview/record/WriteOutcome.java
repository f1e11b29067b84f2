package chancery.appview.record;

import chancery.appview.json.Json;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;

import java.util.List;
import java.util.Optional;

/// How a write of a repository ended.
public sealed interface WriteOutcome {
    /// All is written, durable. One result for each write, in their order.
    record Written(List<Result> results) implements WriteOutcome {
        public Written {
            results = List.copyOf(results);
        }
    }

    /// Nothing is written: a record was not what a swap expected, or was there already.
    record Conflict(String message) implements WriteOutcome {}

    /// The host of the repository said no; nothing is written by this request.
    ///
    /// @param status of its answer
    /// @param body of its answer, as it came
    record Refused(int status, String body) implements WriteOutcome {}

    /// The session with the host is over; the caller has to log in again.
    record LoggedOut(String message) implements WriteOutcome {}

    /// What became of one write.
    ///
    /// @param cid empty after a deletion
    /// @param answer what the host of the repository said about it
    record Result(AtUri uri, Optional<Cid> cid, Json.Members answer) {}
}
