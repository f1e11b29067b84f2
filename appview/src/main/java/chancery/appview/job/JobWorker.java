package chancery.appview.job;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.job.Job.Result;
import chancery.appview.json.Json;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Snapshot;
import chancery.appview.registry.Trigger;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptEngine;
import chancery.appview.script.ScriptOutcome;
import chancery.web.Loops;
import chancery.web.Refusal;

import java.time.Duration;
import java.util.Optional;

/// Runs jobs, one at a time, in the order in which they were made.
public final class JobWorker implements Loops.Turn {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final Registry registry;
    private final ScriptEngine engine;
    private final Events events;

    public JobWorker(Jobs jobs, Registry registry, ScriptEngine engine, Events events) {
        this.jobs = jobs;
        this.registry = registry;
        this.engine = engine;
        this.events = events;
    }

    /// Waits a while for a job and runs it.
    @Override
    public void run() throws InterruptedException {
        Optional<Job> next = jobs.next(WAIT);
        if (next.isPresent()) {
            run(next.get());
        }
    }

    private void run(Job job) throws InterruptedException {
        Result result;
        try {
            result = result(job);
        } catch (Refusal refusal) {
            if (Thread.interrupted()) {
                jobs.interrupted(job.id());
                throw new InterruptedException();
            }
            result = new Result.Failure(refusal.text());
        }
        Job ended = jobs.finish(job.id(), result);
        events.add(event(ended, result));
    }

    private Result result(Job job) {
        Trigger trigger = new Trigger(Trigger.Kind.JOB_RUN, job.type());
        Optional<Snapshot.CompiledScript> script = registry.snapshot().script(trigger);
        if (script.isEmpty()) {
            return new Result.Failure("no script for " + trigger.wire());
        }
        Occasion occasion = new Occasion.Job(job.id(), job.type(), job.input(), job.caller());
        return switch (engine.run(script.get().chunk(), occasion)) {
            case ScriptOutcome.Answered(var json) -> new Result.Answer(json);
            case ScriptOutcome.Failed failed -> new Result.Failure(failed.message());
            case ScriptOutcome.LoggedOut(var message) -> new Result.Failure(message);
        };
    }

    private static AppEvent event(Job job, Result result) {
        Json.Builder detail =
                Json.Members.builder().put("type", job.type()).put("status", job.status().wire());
        if (result instanceof Result.Failure(var message)) {
            detail.put("error", message);
        }
        AppEvent event =
                AppEvent.info("job." + job.status().wire(), job.id(), detail.build())
                        .by(job.creator().value());
        return job.status() == Job.Status.FAILED ? event.as(AppEvent.Severity.ERROR) : event;
    }
}
