package chancery.appview.index.backfill;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.index.backfill.BackfillJob.Status;
import chancery.appview.index.backfill.BackfillJob.Target;
import chancery.appview.json.Json;
import chancery.store.KeyValue;
import chancery.web.Loops;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The backfills of this server: made, listed, cancelled, and worked off, some at a time.
public final class Backfills {
    private static final int WORKERS = 4;

    private final JobBook book;
    private final JobRun run;
    private final Events events;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();

    public Backfills(KeyValue store, JobParts parts, Events events, InstantSource clock) {
        this.book = new JobBook(store, clock);
        this.run = new JobRun(book, parts);
        this.events = events;
    }

    /// Goes on with what was not finished, and takes new jobs from now on.
    public void start(Loops loops) {
        for (BackfillJob job : book.all().reversed()) {
            switch (job.status()) {
                case RUNNING, CANCELLING -> waiting.add(job.id());
                case COMPLETED, FAILED, CANCELLED -> {}
            }
        }
        for (int i = 0; i < WORKERS; i++) {
            loops.start("index-backfill-" + i, this::turn);
        }
    }

    /// Begins a backfill.
    public BackfillJob create(Target target, Optional<String> by) {
        BackfillJob job = book.create(target);
        events.add(event("backfill.started", job, by));
        waiting.add(job.id());
        return job;
    }

    public Optional<BackfillJob> find(String id) {
        return book.find(id);
    }

    /// All jobs, the newest first.
    public List<BackfillJob> all() {
        return book.all();
    }

    /// Asks a job to end, if it runs.
    public BackfillJob cancel(BackfillJob job, Optional<String> by) {
        BackfillJob now =
                book.update(
                        job.id(), was -> was.status() == Status.RUNNING ? was.cancelling() : was);
        if (now.status() == Status.CANCELLING && job.status() == Status.RUNNING) {
            events.add(event("backfill.cancelling", now, by));
        }
        return now;
    }

    private void turn() throws InterruptedException {
        String id = waiting.take();
        try {
            BackfillJob job = run.run(id);
            if (job.status() == Status.COMPLETED) {
                events.add(event("backfill.completed", job, Optional.empty()));
            }
        } catch (RuntimeException broken) {
            waiting.add(id);
            Thread.sleep(JobRun.AGAIN);
            throw broken;
        }
    }

    private static AppEvent event(String type, BackfillJob job, Optional<String> by) {
        Json.Members detail =
                Json.Members.builder()
                        .put("collection", job.target().collection().map(Object::toString))
                        .put("did", job.target().did().map(Object::toString))
                        .put("total_repos", job.counts().repos())
                        .put("total_records", job.counts().records())
                        .build();
        AppEvent event = AppEvent.info(type, job.id(), detail);
        return by.map(event::by).orElse(event);
    }
}
