package chancery.appview.job;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Something a script asked to be done later.
///
/// @param creator whose call made it
/// @param caller whose name it runs in; nobody's unless it was asked for
/// @param progress what it said about itself last, or `null`
/// @param result what it answered, or why it failed
public record Job(
        String id,
        String type,
        Json input,
        Did creator,
        AppCaller caller,
        Status status,
        Json progress,
        Optional<Result> result,
        Times times) {

    /// How far it is.
    public enum Status {
        PENDING,
        RUNNING,
        COMPLETED,
        FAILED,
        /// It runs, and is asked to stop for now.
        PAUSING,
        PAUSED,
        /// It runs, and is asked to stop for good.
        CANCELLING,
        CANCELLED;

        /// The name on the wire.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether nothing more will happen.
        public boolean ended() {
            return this == COMPLETED || this == FAILED || this == CANCELLED;
        }

        /// Whether its script runs.
        public boolean running() {
            return this == RUNNING || stopping();
        }

        /// Whether its script runs and is asked to stop.
        public boolean stopping() {
            return this == PAUSING || this == CANCELLING;
        }
    }

    /// How it ended.
    public sealed interface Result {
        /// @param json the text of what the script answered
        record Answer(String json) implements Result {}

        record Failure(String message) implements Result {}
    }

    /// When things happened.
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> ended) {}

    /// The same with another status.
    Job as(Status other) {
        return new Job(id, type, input, creator, caller, other, progress, result, times);
    }

    /// The same, running since a moment.
    Job started(Instant at) {
        return new Job(
                id,
                type,
                input,
                creator,
                caller,
                Status.RUNNING,
                Json.Null.NULL,
                Optional.empty(),
                new Times(times.created(), Optional.of(at), Optional.empty()));
    }

    /// The same, ended at a moment.
    Job ended(Status how, Optional<Result> with, Instant at) {
        return new Job(
                id,
                type,
                input,
                creator,
                caller,
                how,
                progress,
                with,
                new Times(times.created(), times.started(), Optional.of(at)));
    }

    /// The same with other progress.
    Job progress(Json said) {
        return new Job(id, type, input, creator, caller, status, said, result, times);
    }
}
