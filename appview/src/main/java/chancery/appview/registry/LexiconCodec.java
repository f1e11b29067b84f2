package chancery.appview.registry;

import chancery.appview.json.JsonText;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import java.util.OptionalLong;

/// How lexicons are kept. The document is text, because it may hold what the data model has not.
final class LexiconCodec implements Codec<LexiconEntry> {
    @Override
    public Value.Map encode(LexiconEntry entry) {
        Value.Map.Builder row =
                Value.Map.builder()
                        .put("id", entry.id().value())
                        .put("revision", entry.revision())
                        .put("document", entry.document().write())
                        .put("created", Kept.micros(entry.createdAt()))
                        .put("updated", Kept.micros(entry.updatedAt()));
        encode(row, entry.options());
        if (entry.origin() instanceof Origin.Network(var authority, var fetched)) {
            row.put("authority", authority.value()).put("fetched", Kept.micros(fetched));
        }
        return row.build();
    }

    private static void encode(Value.Map.Builder row, Options options) {
        options.target().ifPresent(target -> row.put("target", target.value()));
        options.script().ifPresent(script -> row.put("script", script));
        options.indexHook().ifPresent(hook -> row.put("hook", hook));
        options.tokenCost().ifPresent(cost -> row.put("cost", cost));
        row.put("action", options.action().wire()).put("backfill", options.backfill());
    }

    @Override
    public LexiconEntry decode(Value.Map row) {
        return new LexiconEntry(
                Nsid.parse(Kept.text(row, "id")),
                Kept.integer(row, "revision"),
                JsonText.parseObject(Kept.text(row, "document")),
                options(row),
                row.text("authority")
                        .<Origin>map(
                                did ->
                                        new Origin.Network(
                                                Did.parse(did), Kept.instant(row, "fetched")))
                        .orElse(Origin.MANUAL),
                Kept.instant(row, "created"),
                Kept.instant(row, "updated"));
    }

    private static Options options(Value.Map row) {
        return new Options(
                row.text("target").map(Nsid::parse),
                Action.of(Kept.text(row, "action")).orElseThrow(),
                row.text("script"),
                row.text("hook"),
                row.integer("cost").map(OptionalLong::of).orElse(OptionalLong.empty()),
                Kept.flag(row, "backfill"));
    }
}
