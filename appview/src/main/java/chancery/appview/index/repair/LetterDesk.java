package chancery.appview.index.repair;

import chancery.appview.index.Change;
import chancery.appview.index.Hooks;
import chancery.appview.index.Hooks.HookException;
import chancery.appview.index.Hooks.Verdict;
import chancery.appview.index.backfill.Elsewhere;
import chancery.appview.index.flow.Indexing;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.letter.DeadLetter;
import chancery.appview.index.letter.DeadLetters;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.Repositories;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Cid;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Works dead letters off.
public final class LetterDesk {
    private final DeadLetters letters;
    private final Parts parts;
    private final InstantSource clock;

    /// What the desk needs.
    public record Parts(
            Indexing indexing,
            IndexTruth truth,
            Hooks hooks,
            Repositories repositories,
            Elsewhere elsewhere) {}

    public LetterDesk(DeadLetters letters, Parts parts, InstantSource clock) {
        this.letters = letters;
        this.parts = parts;
        this.clock = clock;
    }

    /// Lets a letter be; whether it was open.
    public boolean dismiss(DeadLetter letter) {
        return letters.resolve(letter.id());
    }

    /// Asks the script of today once more, and does what it wants, if the record is still the one
    /// that it failed on.
    ///
    /// @return whether it went well; if not, the letter has the new error
    public boolean retry(DeadLetter letter) {
        Change change = change(letter, clock.instant());
        try {
            if (parts.hooks().asks(change)) {
                apply(letter, change, parts.hooks().ask(change, letter.action()));
            }
            letters.resolve(letter.id());
            return true;
        } catch (HookException failed) {
            letters.failed(letter, String.valueOf(failed.getMessage()));
            return false;
        }
    }

    private static Change change(DeadLetter letter, Instant at) {
        Optional<Json.Members> record = letter.record().map(JsonText::parseObject);
        Optional<Cid> cid = letter.cid().map(Cid::parse);
        return record.isPresent()
                ? put(letter.name(), record.get(), cid, at)
                : delete(letter.name(), at);
    }

    private void apply(DeadLetter letter, Change change, Verdict verdict) {
        if (!(change instanceof Change.Put put) || !current(letter)) {
            return;
        }
        switch (verdict) {
            case Verdict.Store(var record) ->
                    parts.indexing().decided(put(letter.name(), record, put.cid(), put.at()));
            case Verdict.Skip _ -> parts.indexing().decided(delete(letter.name(), put.at()));
            case Verdict.Proceed _ -> {}
        }
    }

    /// Whether the record is still the one of the letter.
    private boolean current(DeadLetter letter) {
        String cid = letter.cid().orElse("");
        return parts.truth().row(letter.name()).stream()
                .anyMatch(row -> row instanceof IndexRow.Live live && live.cid().equals(cid));
    }

    /// Reads the record from its repository and lets it go the whole way; the letter is resolved
    /// even when another one is left.
    ///
    /// @return whether the repository could be read
    public boolean reindex(DeadLetter letter) {
        try {
            parts.indexing().found(List.of(read(letter.name())));
        } catch (FetchException failed) {
            letters.failed(letter, String.valueOf(failed.getMessage()));
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        letters.resolve(letter.id());
        return true;
    }

    private Change read(RecordName name) throws InterruptedException {
        if (!parts.repositories().here(name.did())) {
            return parts.elsewhere().record(name);
        }
        Instant at = clock.instant();
        Optional<Repositories.Stored> stored =
                parts.repositories().load(name.did(), name.path().collection(), name.path().key());
        return stored.isPresent()
                ? put(name, stored.get().value(), Optional.of(stored.get().cid()), at)
                : delete(name, at);
    }

    private static Change.Put put(
            RecordName name, Json.Members record, Optional<Cid> cid, Instant at) {
        return new Change.Put(name.did(), name.path(), record, cid, Optional.empty(), at);
    }

    private static Change.Delete delete(RecordName name, Instant at) {
        return new Change.Delete(name.did(), name.path(), Optional.empty(), at);
    }
}
