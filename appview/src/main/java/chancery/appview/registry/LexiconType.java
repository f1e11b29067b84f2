package chancery.appview.registry;

import chancery.appview.json.Json;

import java.util.Locale;

/// What the main definition of a lexicon makes of it.
public enum LexiconType {
    RECORD,
    QUERY,
    PROCEDURE,
    /// Anything else, or no main definition at all.
    DEFINITIONS;

    /// The name on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a lexicon document is.
    public static LexiconType of(Json.Members lexicon) {
        String type =
                lexicon.object("defs")
                        .flatMap(defs -> defs.object("main"))
                        .flatMap(main -> main.text("type"))
                        .orElse("");
        return switch (type) {
            case "record" -> RECORD;
            case "query" -> QUERY;
            case "procedure" -> PROCEDURE;
            default -> DEFINITIONS;
        };
    }
}
