package chancery.appview.http.admin.lexicon;

import chancery.appview.http.Errors;
import chancery.appview.http.Input;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Action;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// A lexicon as it is uploaded, with all that is set beside it.
record Upload(Json.Members document, Options options) {
    private static final String RESERVED = "com.atproto.";
    private static final long COST_MAX = 1_000_000;

    /// Reads the body of an upload.
    ///
    /// @throws Refusal in the words that uploaders know
    static Upload of(Input input, AppViewLimits.Lexicons limits) {
        Json.Members document = input.object("lexicon_json");
        requireLexicon(document, limits);
        Options options =
                new Options(
                        target(input),
                        action(input),
                        script(input, "script", limits),
                        script(input, "index_hook", limits),
                        cost(input),
                        input.findFlag("backfill").orElse(true));
        return new Upload(document, options);
    }

    /// Refuses what is no lexicon of a version that is known, and what is not the operator's.
    static void requireLexicon(Json.Members document, AppViewLimits.Lexicons limits) {
        double version =
                document.number("lexicon")
                        .orElseThrow(
                                () ->
                                        Errors.invalid(
                                                "lexicon JSON must have a numeric 'lexicon'"
                                                        + " field"));
        if (version != 1) {
            String shown = document.find("lexicon").map(Json::write).orElse("");
            throw Errors.invalid("unsupported lexicon version: " + shown);
        }
        String id =
                document.text("id")
                        .orElseThrow(
                                () -> Errors.invalid("lexicon JSON must have a string 'id' field"));
        if (!Nsid.valid(id)) {
            throw Errors.invalid("lexicon id is not an NSID: " + shortened(id));
        }
        requireOpen(Nsid.parse(id));
        if (bytes(document.write()) > limits.documentBytes()) {
            throw Errors.refusal(
                    Refusal.Kind.TOO_LARGE,
                    "lexicon is larger than " + limits.documentBytes() + " bytes");
        }
    }

    /// Refuses a name that belongs to the protocol itself.
    static void requireOpen(Nsid id) {
        if (id.value().startsWith(RESERVED)) {
            throw Errors.invalid("lexicons below com.atproto cannot be registered: " + id);
        }
    }

    private static Optional<Nsid> target(Input input) {
        return target(input.findText("target_collection"));
    }

    /// The collection that a lexicon is about; an empty text is none.
    static Optional<Nsid> target(Optional<String> text) {
        return text.filter(name -> !name.isEmpty())
                .map(
                        name -> {
                            try {
                                return Nsid.parse(name);
                            } catch (SyntaxException e) {
                                throw Errors.invalid(
                                        "target_collection is not an NSID: " + shortened(name));
                            }
                        });
    }

    private static Action action(Input input) {
        return input.findText("action")
                .map(
                        name ->
                                Action.of(name)
                                        .orElseThrow(
                                                () ->
                                                        Errors.invalid(
                                                                "invalid action '"
                                                                        + shortened(name)
                                                                        + "': must be create,"
                                                                        + " update, delete, or"
                                                                        + " upsert")))
                .orElse(Action.UPSERT);
    }

    private static OptionalLong cost(Input input) {
        OptionalLong cost = input.findInteger("token_cost");
        if (cost.isPresent() && (cost.getAsLong() < 0 || cost.getAsLong() > COST_MAX)) {
            throw Errors.invalid("token_cost must be 0 to " + COST_MAX);
        }
        return cost;
    }

    private static Optional<String> script(
            Input input, String name, AppViewLimits.Lexicons limits) {
        Optional<String> source = input.findText(name);
        source.ifPresent(text -> requireSize(text, limits));
        return source;
    }

    /// Refuses a script that is too large.
    static void requireSize(String source, AppViewLimits.Lexicons limits) {
        if (bytes(source) > limits.scriptBytes()) {
            throw Errors.refusal(
                    Refusal.Kind.TOO_LARGE,
                    "script is larger than " + limits.scriptBytes() + " bytes");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
