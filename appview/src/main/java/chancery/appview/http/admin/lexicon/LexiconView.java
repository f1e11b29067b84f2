package chancery.appview.http.admin.lexicon;

import chancery.appview.http.Moment;
import chancery.appview.json.Json;
import chancery.appview.registry.Action;
import chancery.appview.registry.LexiconEntry;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.LexiconType;

import java.time.Instant;
import java.util.Optional;

/// How lexicons are shown.
final class LexiconView {
    private LexiconView() {}

    /// A line of the list.
    static Json.Members summary(LexiconEntry entry) {
        Json.Builder view = view(entry);
        if (entry.type() == LexiconType.RECORD) {
            entry.document()
                    .object("defs")
                    .flatMap(defs -> defs.object("main"))
                    .ifPresent(main -> view.put("record_schema", main));
        }
        return view.build();
    }

    /// All of it.
    static Json.Members detail(LexiconEntry entry) {
        return view(entry)
                .put("lexicon_json", entry.document())
                .put("script", entry.options().script())
                .put("index_hook", entry.options().indexHook())
                .build();
    }

    private static Json.Builder view(LexiconEntry entry) {
        LexiconEntry.Options options = entry.options();
        return Json.Members.builder()
                .put("id", entry.id().value())
                .put("revision", entry.revision())
                .put("lexicon_type", entry.type().wire())
                .put("backfill", options.backfill())
                .put("action", action(options.action()))
                .put("target_collection", options.target().map(target -> target.value()))
                .put("has_script", options.script().isPresent())
                .put("has_index_hook", options.indexHook().isPresent())
                .put("source", source(entry.origin()))
                .put("authority_did", authority(entry.origin()))
                .put("last_fetched_at", Moment.json(fetchedAt(entry.origin())))
                .put("created_at", Moment.text(entry.createdAt()))
                .put("updated_at", Moment.text(entry.updatedAt()))
                .put("token_cost", cost(options));
    }

    /// What the event of a change says.
    static Json.Members event(LexiconEntry entry) {
        return Json.Members.builder()
                .put("revision", entry.revision())
                .put("has_script", entry.options().script().isPresent())
                .put("has_index_hook", entry.options().indexHook().isPresent())
                .put("source", source(entry.origin()))
                .build();
    }

    static Optional<String> authority(Origin origin) {
        return origin instanceof Origin.Network(var did, _)
                ? Optional.of(did.value())
                : Optional.empty();
    }

    static Optional<Instant> fetchedAt(Origin origin) {
        return origin instanceof Origin.Network(_, var moment)
                ? Optional.of(moment)
                : Optional.empty();
    }

    private static Optional<String> action(Action action) {
        return action == Action.UPSERT ? Optional.empty() : Optional.of(action.wire());
    }

    private static String source(Origin origin) {
        return switch (origin) {
            case Origin.Manual _ -> "manual";
            case Origin.Network _ -> "network";
        };
    }

    private static Json cost(LexiconEntry.Options options) {
        return options.tokenCost().isPresent()
                ? new Json.Int(options.tokenCost().getAsLong())
                : Json.Null.NULL;
    }
}
