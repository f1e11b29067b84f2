package chancery.appview.registry;

import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A lexicon as it was uploaded, or came from the network.
///
/// @param revision 1 for the first, one more each time it is replaced
/// @param document the lexicon itself
public record LexiconEntry(
        Nsid id,
        long revision,
        Json.Members document,
        Options options,
        Origin origin,
        Instant createdAt,
        Instant updatedAt) {

    /// What the document is.
    public LexiconType type() {
        return LexiconType.of(document);
    }

    /// What is set beside the document.
    ///
    /// @param target the collection that a query lists and a procedure writes
    /// @param action of a procedure without a script
    /// @param script of a query or procedure, its source
    /// @param indexHook of a record type, its source
    /// @param tokenCost what a call costs of a client's rate limit
    /// @param backfill kept for whoever reads it back
    public record Options(
            Optional<Nsid> target,
            Action action,
            Optional<String> script,
            Optional<String> indexHook,
            OptionalLong tokenCost,
            boolean backfill) {
        public static final Options NONE =
                new Options(
                        Optional.empty(),
                        Action.UPSERT,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        true);
    }

    /// Where a lexicon came from.
    public sealed interface Origin {
        /// Somebody uploaded it.
        record Manual() implements Origin {}

        /// It was read from the repository of its authority.
        record Network(Did authority, Instant fetchedAt) implements Origin {}

        Origin MANUAL = new Manual();
    }
}
