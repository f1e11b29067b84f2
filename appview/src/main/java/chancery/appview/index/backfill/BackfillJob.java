package chancery.appview.index.backfill;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A backfill that was asked for, and how far it is.
///
/// @param id sorts by time
/// @param error why it failed, or what there is to say about its end
public record BackfillJob(
        String id,
        Target target,
        Status status,
        Stage stage,
        Counts counts,
        Optional<String> error,
        Times times) {

    /// What is read.
    ///
    /// @param collection empty for all types that are registered
    /// @param did empty for all repositories that the relay knows
    public record Target(Optional<Nsid> collection, Optional<Did> did) {}

    /// How a job stands; the wire names are in lower case.
    public enum Status {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLING,
        CANCELLED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a job is about; the wire names are in lower case.
    public enum Stage {
        PENDING,
        DISCOVERING_REPOS,
        RESOLVING_PDS,
        FETCHING_RECORDS,
        COMPLETED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How much there is and how much of it is done.
    public record Counts(long repos, long processed, long records) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    public record Times(Instant created, Optional<Instant> completed) {}

    BackfillJob at(Stage next) {
        return new BackfillJob(id, target, status, next, counts, error, times);
    }

    BackfillJob with(Counts now) {
        return new BackfillJob(id, target, status, stage, now, error, times);
    }

    BackfillJob cancelling() {
        return new BackfillJob(id, target, Status.CANCELLING, stage, counts, error, times);
    }

    BackfillJob ended(Status end, Optional<String> message, Instant when) {
        Stage last = end == Status.COMPLETED ? Stage.COMPLETED : stage;
        Times ended = new Times(times.created(), Optional.of(when));
        return new BackfillJob(id, target, end, last, counts, message, ended);
    }

    static final Codec<BackfillJob> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(BackfillJob job) {
                    Value.Map.Builder row =
                            Value.Map.builder()
                                    .put("id", job.id())
                                    .put("status", job.status().wire())
                                    .put("stage", job.stage().wire())
                                    .put("repos", job.counts().repos())
                                    .put("processed", job.counts().processed())
                                    .put("records", job.counts().records())
                                    .put("created", Kept.micros(job.times().created()));
                    job.target().collection().ifPresent(c -> row.put("collection", c.value()));
                    job.target().did().ifPresent(did -> row.put("did", did.value()));
                    job.error().ifPresent(error -> row.put("error", error));
                    job.times().completed().ifPresent(at -> row.put("completed", Kept.micros(at)));
                    return row.build();
                }

                @Override
                public BackfillJob decode(Value.Map row) {
                    return new BackfillJob(
                            Kept.text(row, "id"),
                            new Target(
                                    row.text("collection").map(Nsid::parse),
                                    row.text("did").map(Did::parse)),
                            Status.valueOf(Kept.text(row, "status").toUpperCase(Locale.ROOT)),
                            Stage.valueOf(Kept.text(row, "stage").toUpperCase(Locale.ROOT)),
                            new Counts(
                                    Kept.integer(row, "repos"),
                                    Kept.integer(row, "processed"),
                                    Kept.integer(row, "records")),
                            row.text("error"),
                            new Times(
                                    Kept.instant(row, "created"),
                                    row.integer("completed")
                                            .map(_ -> Kept.instant(row, "completed"))));
                }
            };
}
