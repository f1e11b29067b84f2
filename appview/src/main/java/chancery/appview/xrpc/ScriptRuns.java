package chancery.appview.xrpc;

import chancery.appview.event.AppEvent;
import chancery.appview.event.AppEvent.Severity;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.lua.Chunk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Runs the scripts of methods, says what they came to as callers see it, and notes it.
public final class ScriptRuns {
    private static final int SLOW = 408;
    private static final int FAILED = 500;
    private static final int LOGGED_OUT = 401;

    private final Scripts scripts;
    private final Events events;
    private final LongSupplier nanos;

    /// @param nanos a clock for how long a run takes
    public ScriptRuns(Scripts scripts, Events events, LongSupplier nanos) {
        this.scripts = scripts;
        this.events = events;
        this.nanos = nanos;
    }

    Outcome run(Nsid method, Chunk chunk, Occasion occasion, Optional<Run> outer) {
        long start = nanos.getAsLong();
        Outcome outcome = outcome(method, scripts.run(chunk, occasion, outer));
        Duration time = Duration.ofNanos(nanos.getAsLong() - start);
        note(method, occasion.caller().account(), outcome, time);
        return outcome;
    }

    private static Outcome outcome(Nsid method, ScriptOutcome outcome) {
        return switch (outcome) {
            case ScriptOutcome.Answered(var json) -> Outcome.good(json);
            case ScriptOutcome.LoggedOut(var message) ->
                    new Outcome(
                            LOGGED_OUT,
                            Json.Members.builder()
                                    .put("error", message)
                                    .put("message", message)
                                    .build()
                                    .write(),
                            message);
            case ScriptOutcome.Failed failed ->
                    new Outcome(
                            failed.type() == ScriptOutcome.Type.TIMEOUT ? SLOW : FAILED,
                            failure(method, failed).write(),
                            failed.message());
        };
    }

    private static Json.Members failure(Nsid method, ScriptOutcome.Failed failed) {
        Json line =
                failed.line().isPresent() ? new Json.Int(failed.line().getAsInt()) : Json.Null.NULL;
        return Json.Members.builder()
                .put("error", "script_error")
                .put("errorType", failed.type().name().toLowerCase(Locale.ROOT))
                .put("message", failed.message())
                .put("method", method.value())
                .put("line", line)
                .build();
    }

    private void note(Nsid method, Optional<Did> caller, Outcome outcome, Duration time) {
        Json.Builder detail =
                Json.Members.builder()
                        .put("method", method.value())
                        .put("duration_ms", time.toMillis())
                        .putPresent("caller_did", caller.map(Did::value));
        AppEvent event;
        if (outcome.done()) {
            int size = outcome.json().getBytes(StandardCharsets.UTF_8).length;
            detail.put("response_size", size);
            event = AppEvent.info("script.executed", method.value(), detail.build());
        } else {
            detail.put("error", outcome.error());
            event =
                    AppEvent.info("script.error", method.value(), detail.build())
                            .as(Severity.ERROR);
        }
        events.add(caller.map(did -> event.by(did.value())).orElse(event));
    }
}
