package chancery.appview.label;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import java.time.Instant;

/// That somebody's labels are wanted here.
///
/// @param status `active`, or anything else for paused
/// @param stage whether it counts, or is on its way out with its labels
public record Subscription(
        Did did, String status, Stage stage, Instant createdAt, Instant updatedAt) {
    /// The status of one that is followed.
    public static final String ACTIVE = "active";

    /// How far its life is.
    public enum Stage {
        KEPT,
        GOING
    }

    /// How subscriptions are kept.
    static final Codec<Subscription> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(Subscription row) {
                    return Value.Map.builder()
                            .put("did", row.did().value())
                            .put("status", row.status())
                            .put("going", row.stage() == Stage.GOING)
                            .put("created", Kept.micros(row.createdAt()))
                            .put("updated", Kept.micros(row.updatedAt()))
                            .build();
                }

                @Override
                public Subscription decode(Value.Map row) {
                    return new Subscription(
                            Did.parse(Kept.text(row, "did")),
                            Kept.text(row, "status"),
                            Kept.flag(row, "going") ? Stage.GOING : Stage.KEPT,
                            Kept.instant(row, "created"),
                            Kept.instant(row, "updated"));
                }
            };

    boolean active() {
        return stage == Stage.KEPT && status.equals(ACTIVE);
    }

    Subscription with(String other, Instant now) {
        return new Subscription(did, other, stage, createdAt, now);
    }

    Subscription going(Instant now) {
        return new Subscription(did, status, Stage.GOING, createdAt, now);
    }
}
