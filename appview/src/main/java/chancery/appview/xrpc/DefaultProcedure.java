package chancery.appview.xrpc;

import chancery.appview.caller.AppCaller;
import chancery.appview.http.Errors;
import chancery.appview.json.Json;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.record.Writers;
import chancery.appview.registry.Action;
import chancery.appview.registry.LexiconEntry;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.Refusal;

import java.util.List;
import java.util.Optional;

/// What a procedure without a script does: creates, updates or deletes one record of the lexicon's
/// target collection, in the repository it is called for and no other.
public final class DefaultProcedure {
    private static final String URI = "uri";

    private final Writers writers;

    public DefaultProcedure(Writers writers) {
        this.writers = writers;
    }

    /// @param repo the caller's, or one it may write for
    Outcome answer(LexiconEntry lexicon, Json input, AppCaller caller, Did repo) {
        Nsid target =
                lexicon.options()
                        .target()
                        .orElseThrow(
                                () ->
                                        Errors.invalid(
                                                lexicon.id()
                                                        + " has no target_collection configured"));
        if (!(input instanceof Json.Members object)) {
            throw Errors.invalid("invalid request body: expected a JSON object");
        }
        RepoWrite write = write(lexicon.options().action(), target, object, repo);
        return outcome(writers.commit(caller, repo, List.of(write)));
    }

    private static RepoWrite write(Action action, Nsid target, Json.Members input, Did repo) {
        return switch (action) {
            case CREATE -> create(target, input);
            case UPDATE -> update(target, input, repo);
            case DELETE -> new RepoWrite.Delete(target, key(input, target, repo), Optional.empty());
            case UPSERT ->
                    input.text(URI).isPresent()
                            ? update(target, input, repo)
                            : create(target, input);
        };
    }

    private static RepoWrite create(Nsid target, Json.Members input) {
        return new RepoWrite.Create(target, Optional.empty(), record(target, input));
    }

    private static RepoWrite update(Nsid target, Json.Members input, Did repo) {
        RecordKey key = key(input, target, repo);
        return new RepoWrite.Put(target, key, record(target, input.without(URI)), Optional.empty());
    }

    private static Json.Members record(Nsid target, Json.Members input) {
        return input.without("shouldPublish")
                .without("delegateDid")
                .with("$type", new Json.Text(target.value()));
    }

    /// The key in `uri`, which has to lie in the collection and the repository that are written.
    private static RecordKey key(Json.Members input, Nsid target, Did repo) {
        String text = input.text(URI).orElseThrow(() -> Errors.invalid("missing uri field"));
        AtUri uri = parse(text);
        if (!uri.collection().equals(Optional.of(target))) {
            throw Errors.invalid("uri is not a record of " + target);
        }
        if (!uri.authority().equals(repo)) {
            throw Errors.refusal(
                    Refusal.Kind.FORBIDDEN, "the record belongs to another repository");
        }
        return uri.key().orElseThrow(() -> Errors.invalid("invalid uri: no record key"));
    }

    private static AtUri parse(String text) {
        try {
            return AtUri.parse(text);
        } catch (SyntaxException _) {
            throw Errors.invalid("invalid uri");
        }
    }

    private static Outcome outcome(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Written(var results) -> Outcome.good(results.getFirst().answer());
            case WriteOutcome.Conflict(var message) ->
                    throw Errors.refusal(Refusal.Kind.CONFLICT, message);
            case WriteOutcome.Refused(var status, var body) -> new Outcome(status, body, body);
            case WriteOutcome.LoggedOut(var message) ->
                    throw Errors.refusal(Refusal.Kind.UNAUTHENTICATED, message);
        };
    }
}
