package chancery.appview.index.flow;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.index.Change;
import chancery.appview.index.Hooks;
import chancery.appview.index.Hooks.HookException;
import chancery.appview.index.Hooks.Verdict;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.RecordName;
import chancery.appview.index.letter.DeadLetters;
import chancery.appview.json.Json;

import java.util.List;
import java.util.Optional;

/// Asks scripts about changes. One that fails at every attempt leaves a dead letter, and the change
/// goes on as if there were no script.
///
/// What a script was asked about is kept beside its row even where it lies in a repository here:
/// the script may veto the next change of it, and then the repository has another record, or none.
final class Asker {
    private final Hooks hooks;
    private final IndexTruth truth;
    private final Earlier earlier;
    private final DeadLetters letters;
    private final Events events;
    private final int attemptsMax;

    Asker(
            Hooks hooks,
            IndexTruth truth,
            Earlier earlier,
            DeadLetters letters,
            Events events,
            int attemptsMax) {
        this.hooks = hooks;
        this.truth = truth;
        this.earlier = earlier;
        this.letters = letters;
        this.events = events;
        this.attemptsMax = attemptsMax;
    }

    /// One attempt.
    ///
    /// @return what is to be done now; empty when there is another attempt to come
    Optional<List<Step>> ask(Lane.Item item) {
        Step step = item.step();
        if (!hooks.asks(step.change())) {
            return Optional.of(List.of(step));
        }
        String action = action(item);
        item.tries().add();
        try {
            Verdict verdict = hooks.ask(step.change(), action);
            Json.Members detail =
                    detail(item.name(), action).put("attempts", item.tries().count()).build();
            events.add(AppEvent.info("hook.executed", item.name().uri(), detail));
            return Optional.of(decided(item.name(), step, verdict));
        } catch (HookException failed) {
            if (item.tries().count() < attemptsMax) {
                return Optional.empty();
            }
            bury(item, action, String.valueOf(failed.getMessage()));
            return Optional.of(List.of(unchanged(step)));
        }
    }

    private String action(Lane.Item item) {
        if (item.step().change() instanceof Change.Delete) {
            return "delete";
        }
        boolean fresh =
                item.asking() == Work.Asking.ASKED_AS_NEW
                        || Judgement.live(truth.row(item.name())).isEmpty();
        return fresh ? "create" : "update";
    }

    private List<Step> decided(RecordName name, Step step, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proceed _ -> List.of(unchanged(step));
            case Verdict.Store(var record) -> List.of(shaped(step, record));
            case Verdict.Skip _ -> {
                events.add(Turn.skipped(name, "hook returned nil"));
                yield earlier.keep(name, step.change()).stream().toList();
            }
        };
    }

    private static Step unchanged(Step step) {
        return step.change() instanceof Change.Put put ? shaped(step, put.record()) : step;
    }

    /// The same with another record, which is kept beside the row from now on.
    static Step shaped(Step step, Json.Members record) {
        return switch (step.change()) {
            case Change.Put put ->
                    new Step(
                            new Change.Put(
                                    put.did(), put.path(), record, put.cid(), put.rev(), put.at()),
                            Step.Home.SHAPED);
            case Change.Delete _, Change.Account _, Change.Identity _, Change.Resync _ -> step;
        };
    }

    private void bury(Lane.Item item, String action, String error) {
        Optional<Change.Put> put =
                item.step().change() instanceof Change.Put p ? Optional.of(p) : Optional.empty();
        letters.add(
                new DeadLetters.Failure(
                        item.name(),
                        action,
                        put.flatMap(Change.Put::cid).map(Object::toString),
                        put.map(p -> p.record().write()),
                        error,
                        item.tries().count()));
        Json.Members detail =
                detail(item.name(), action)
                        .put("attempts", item.tries().count())
                        .put("error", error)
                        .build();
        events.add(
                AppEvent.info("hook.dead_lettered", item.name().uri(), detail)
                        .as(AppEvent.Severity.ERROR));
    }

    private static Json.Builder detail(RecordName name, String action) {
        String collection = name.path().collection().value();
        return Json.Members.builder()
                .put("lexicon_id", collection)
                .put("action", action)
                .put("collection", collection);
    }
}
