package chancery.appview.index.backfill;

import chancery.appview.index.backfill.BackfillJob.Counts;
import chancery.appview.index.backfill.BackfillJob.Stage;
import chancery.appview.index.backfill.BackfillJob.Status;
import chancery.appview.index.backfill.BackfillJob.Target;
import chancery.appview.index.backfill.BackfillJob.Times;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Tid;
import chancery.atproto.syntax.TidClock;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Space;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// The jobs and what each of them has to read; they survive a restart.
final class JobBook {
    private static final int PAGE = 500;

    private final KeyValue store;
    private final Shelf<BackfillJob> jobs;
    private final Shelf<Repository> repositories;
    private final InstantSource clock;
    private final TidClock ids;

    JobBook(KeyValue store, InstantSource clock) {
        Place place = new Place(store, new Partition("appview-backfill"), Space.META);
        this.store = store;
        this.jobs = new Shelf<>(place, "job", BackfillJob.CODEC);
        this.repositories = new Shelf<>(place, "repo", Repository.CODEC);
        this.clock = clock;
        this.ids = new TidClock(() -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()), 0);
    }

    BackfillJob create(Target target) {
        Tid id = ids.next();
        Times times =
                new Times(Instant.EPOCH.plus(id.micros(), ChronoUnit.MICROS), Optional.empty());
        BackfillJob job =
                new BackfillJob(
                        id.value(),
                        target,
                        Status.RUNNING,
                        Stage.PENDING,
                        Counts.NONE,
                        Optional.empty(),
                        times);
        jobs.put(job.id(), job);
        return job;
    }

    Optional<BackfillJob> find(String id) {
        return jobs.find(id);
    }

    /// All jobs, the newest first.
    List<BackfillJob> all() {
        return jobs.all().reversed();
    }

    /// Changes a job; what it became.
    BackfillJob update(String id, UnaryOperator<BackfillJob> change) {
        return jobs.update(id, change)
                .orElseThrow(() -> new IllegalStateException("no backfill " + id));
    }

    /// Ends a job and forgets what it had to read.
    BackfillJob end(String id, Status status, Optional<String> message) {
        BackfillJob ended = update(id, job -> job.ended(status, message, clock.instant()));
        List<Repository> page = page(id, Optional.empty());
        while (!page.isEmpty()) {
            Batch batch = new Batch();
            page.forEach(repository -> repositories.delete(batch, key(id, repository.did())));
            store.commit(batch);
            page = page(id, Optional.empty());
        }
        return ended;
    }

    /// Adds repositories to a job, each once.
    void add(String job, List<Did> dids, String collection) {
        for (int from = 0; from < dids.size(); from += PAGE) {
            Batch batch = new Batch();
            for (Did did : dids.subList(from, Math.min(dids.size(), from + PAGE))) {
                Optional<Repository> known = repositories.find(key(job, did));
                List<String> all =
                        new ArrayList<>(known.map(Repository::collections).orElse(List.of()));
                all.add(collection);
                Repository row =
                        new Repository(
                                did,
                                List.copyOf(new TreeSet<>(all)),
                                Optional.empty(),
                                Repository.State.FOUND);
                repositories.put(batch, key(job, did), row);
            }
            store.commit(batch);
        }
    }

    void put(String job, List<Repository> rows) {
        Batch batch = new Batch();
        rows.forEach(row -> repositories.put(batch, key(job, row.did()), row));
        store.commit(batch);
    }

    /// Repositories of a job behind one, by DID; empty at the end.
    List<Repository> page(String job, Optional<Did> after) {
        String from = key(job, after.map(Did::value).orElse(""));
        return repositories.page(from, PAGE).stream()
                .takeWhile(entry -> entry.id().startsWith(job + "/"))
                .map(Shelf.Entry::row)
                .toList();
    }

    private static String key(String job, Did did) {
        return key(job, did.value());
    }

    private static String key(String job, String did) {
        return job + "/" + did;
    }
}
