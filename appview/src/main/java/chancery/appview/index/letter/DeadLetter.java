package chancery.appview.index.letter;

import chancery.appview.index.kept.RecordName;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.time.Instant;
import java.util.Optional;

/// A change whose script failed at every attempt.
///
/// @param id sorts by time
/// @param action `create`, `update` or `delete`
/// @param cid of the record, where it was said
/// @param record its JSON; empty for a deletion
/// @param error of the last attempt
public record DeadLetter(
        String id,
        RecordName name,
        String action,
        Optional<String> cid,
        Optional<String> record,
        String error,
        long attempts,
        Instant createdAt,
        Optional<Instant> resolvedAt) {

    /// The same after more attempts.
    public DeadLetter failed(String message, long more) {
        return new DeadLetter(
                id, name, action, cid, record, message, attempts + more, createdAt, resolvedAt);
    }

    DeadLetter resolved(Instant at) {
        return new DeadLetter(
                id, name, action, cid, record, error, attempts, createdAt, Optional.of(at));
    }

    static final Codec<DeadLetter> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(DeadLetter letter) {
                    Value.Map.Builder row =
                            Value.Map.builder()
                                    .put("id", letter.id())
                                    .put("name", letter.name().text())
                                    .put("action", letter.action())
                                    .put("error", letter.error())
                                    .put("attempts", letter.attempts())
                                    .put("created", Kept.micros(letter.createdAt()));
                    letter.cid().ifPresent(cid -> row.put("cid", cid));
                    letter.record().ifPresent(json -> row.put("json", json));
                    letter.resolvedAt().ifPresent(at -> row.put("resolved", Kept.micros(at)));
                    return row.build();
                }

                @Override
                public DeadLetter decode(Value.Map row) {
                    return new DeadLetter(
                            Kept.text(row, "id"),
                            RecordName.parse(Kept.text(row, "name")),
                            Kept.text(row, "action"),
                            row.text("cid"),
                            row.text("json"),
                            Kept.text(row, "error"),
                            Kept.integer(row, "attempts"),
                            Kept.instant(row, "created"),
                            row.integer("resolved").map(_ -> Kept.instant(row, "resolved")));
                }
            };
}
