package chancery.appview.registry;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;

import java.time.Instant;
import java.util.Optional;

/// A script that hangs on a trigger of its own.
///
/// @param trigger such as `record.create:com.example.note`
/// @param source its Lua
public record ScriptEntry(
        Trigger trigger,
        String source,
        Optional<String> description,
        Instant createdAt,
        Instant updatedAt) {

    /// How scripts are kept.
    static final Codec<ScriptEntry> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(ScriptEntry entry) {
                    Value.Map.Builder row =
                            Value.Map.builder()
                                    .put("trigger", entry.trigger().wire())
                                    .put("source", entry.source())
                                    .put("created", Kept.micros(entry.createdAt()))
                                    .put("updated", Kept.micros(entry.updatedAt()));
                    entry.description().ifPresent(text -> row.put("description", text));
                    return row.build();
                }

                @Override
                public ScriptEntry decode(Value.Map row) {
                    return new ScriptEntry(
                            Trigger.parse(Kept.text(row, "trigger")),
                            Kept.text(row, "source"),
                            row.text("description"),
                            Kept.instant(row, "created"),
                            Kept.instant(row, "updated"));
                }
            };
}
