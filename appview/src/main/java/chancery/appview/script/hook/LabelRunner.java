package chancery.appview.script.hook;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.label.LabelScripts;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Snapshot;
import chancery.appview.registry.Trigger;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.web.Refusal;

import java.util.List;
import java.util.Optional;

/// Asks a script before a label is taken in. nil drops the label, a table changes `val`, `neg`,
/// `cts` and `exp`, and anything else keeps it as it is; so does a script that fails.
public final class LabelRunner implements LabelScripts {
    private static final List<String> CHANGEABLE = List.of("val", "neg", "cts", "exp");

    private final Registry registry;
    private final ScriptEngine engine;
    private final Events events;

    public LabelRunner(Registry registry, ScriptEngine engine, Events events) {
        this.registry = registry;
        this.engine = engine;
        this.events = events;
    }

    @Override
    public Optional<Json.Members> apply(Trigger trigger, Json.Members label) {
        Optional<Snapshot.CompiledScript> script = registry.snapshot().script(trigger);
        return script.isEmpty() ? Optional.of(label) : apply(script.get(), label);
    }

    private Optional<Json.Members> apply(Snapshot.CompiledScript script, Json.Members label) {
        try {
            return switch (engine.run(script.chunk(), new Occasion.Label(label))) {
                case ScriptOutcome.Answered(var json) -> applied(JsonText.parse(json), label);
                case ScriptOutcome.Failed failed -> failed(script, label, failed.message());
                case ScriptOutcome.LoggedOut(var message) -> failed(script, label, message);
            };
        } catch (Refusal refusal) {
            return failed(script, label, refusal.text());
        }
    }

    private static Optional<Json.Members> applied(Json answer, Json.Members label) {
        return switch (answer) {
            case Json.Null _ -> Optional.empty();
            case Json.Members changes -> Optional.of(merged(label, changes));
            case Json.Array _, Json.Bool _, Json.Int _, Json.Real _, Json.Text _ ->
                    Optional.of(label);
        };
    }

    private static Json.Members merged(Json.Members label, Json.Members changes) {
        Json.Members merged = label;
        for (String name : CHANGEABLE) {
            Optional<Json> change = changes.find(name);
            if (change.isPresent()) {
                merged = merged.with(name, change.get());
            }
        }
        return merged;
    }

    private Optional<Json.Members> failed(
            Snapshot.CompiledScript script, Json.Members label, String message) {
        Json.Members detail =
                Json.Members.builder().put("error", message).put("label", label).build();
        events.add(
                AppEvent.info("script.error", script.entry().trigger().wire(), detail)
                        .as(AppEvent.Severity.ERROR));
        return Optional.of(label);
    }
}
