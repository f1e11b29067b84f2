package chancery.appview.job;

import chancery.appview.caller.AppCaller;
import chancery.appview.job.Job.Result;
import chancery.appview.job.Job.Status;
import chancery.appview.job.Job.Times;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.syntax.Did;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Space;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// All jobs. Each change is durable before it is seen. What ran when the server stopped is to be
/// done again from its start.
public final class Jobs {
    private static final Comparator<Job> OLDEST =
            Comparator.comparing((Job job) -> job.times().created()).thenComparing(Job::id);

    private final Shelf<Job> shelf;
    private final SortedMap<String, Job> all = new TreeMap<>();
    private final InstantSource clock;
    private final RandomGenerator random;
    private final AppViewLimits.Jobs limits;

    /// Reads what is kept.
    public Jobs(
            KeyValue store,
            InstantSource clock,
            RandomGenerator random,
            AppViewLimits.Jobs limits) {
        Place place = new Place(store, new Partition("appview-jobs"), Space.META);
        this.shelf = new Shelf<>(place, "job", new JobCodec());
        this.clock = clock;
        this.random = random;
        this.limits = limits;
        for (Job job : shelf.all()) {
            all.put(job.id(), job);
        }
        List.copyOf(all.values()).forEach(job -> write(stopped(job)));
    }

    /// What a job is when its script was stopped in the middle.
    private Job stopped(Job job) {
        return switch (job.status()) {
            case RUNNING -> job.as(Status.PENDING);
            case PAUSING -> job.as(Status.PAUSED);
            case CANCELLING -> end(job, Status.CANCELLED, Optional.empty());
            case PENDING, PAUSED, COMPLETED, FAILED, CANCELLED -> job;
        };
    }

    /// A new job, which waits for its turn.
    ///
    /// @param caller in whose name it will run
    /// @throws IllegalArgumentException in words for a script, when there is no room for it
    public synchronized Job create(String type, Json input, Did creator, AppCaller caller) {
        long waiting = all.values().stream().filter(job -> !job.status().ended()).count();
        if (waiting >= limits.waitingMax()) {
            throw new IllegalArgumentException("too many jobs are waiting");
        }
        if (tooLarge(input)) {
            throw new IllegalArgumentException(
                    "input is larger than " + limits.dataBytes() + " bytes");
        }
        Job job =
                new Job(
                        JobIds.next(random),
                        type,
                        input,
                        creator,
                        caller,
                        Status.PENDING,
                        Json.Null.NULL,
                        Optional.empty(),
                        new Times(clock.instant(), Optional.empty(), Optional.empty()));
        keep(job);
        return job;
    }

    /// The job of this id.
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /// All jobs, the newest first.
    public synchronized List<Job> list() {
        List<Job> jobs = new ArrayList<>(all.values());
        jobs.sort(OLDEST.reversed());
        return jobs;
    }

    /// Ends a job for good, at once or when its script sees that it should; empty when it has
    /// ended.
    public synchronized Optional<Job> cancel(Job job) {
        return change(
                job,
                now ->
                        switch (now.status()) {
                            case PENDING, PAUSED -> end(now, Status.CANCELLED, Optional.empty());
                            case RUNNING, PAUSING, CANCELLING -> now.as(Status.CANCELLING);
                            case COMPLETED, FAILED, CANCELLED -> now;
                        },
                Status.CANCELLING,
                Status.CANCELLED);
    }

    /// Stops a job until it is resumed, at once or when its script sees that it should; empty when
    /// it cannot be.
    public synchronized Optional<Job> pause(Job job) {
        return change(
                job,
                now ->
                        switch (now.status()) {
                            case PENDING, PAUSED -> now.as(Status.PAUSED);
                            case RUNNING, PAUSING -> now.as(Status.PAUSING);
                            case CANCELLING, COMPLETED, FAILED, CANCELLED -> now;
                        },
                Status.PAUSING,
                Status.PAUSED);
    }

    /// Lets a paused job go on, from its start when it had stopped; empty when it is not paused.
    public synchronized Optional<Job> resume(Job job) {
        return change(
                job,
                now ->
                        switch (now.status()) {
                            case PAUSED -> now.as(Status.PENDING);
                            case PAUSING -> now.as(Status.RUNNING);
                            case PENDING, RUNNING, CANCELLING, COMPLETED, FAILED, CANCELLED -> now;
                        },
                Status.PENDING,
                Status.RUNNING);
    }

    private Optional<Job> change(Job job, UnaryOperator<Job> change, Status later, Status atOnce) {
        Job before = all.get(job.id());
        if (before == null || before.status().ended()) {
            return Optional.empty();
        }
        Job after = change.apply(before);
        if (after.status() != later && after.status() != atOnce) {
            return Optional.empty();
        }
        keep(after);
        return Optional.of(after);
    }

    /// The oldest that waits for its turn, which runs from now on; waits a while for one.
    public synchronized Optional<Job> next(Duration wait) throws InterruptedException {
        Optional<Job> first = first();
        if (first.isEmpty()) {
            TimeUnit.NANOSECONDS.timedWait(this, wait.toNanos());
            first = first();
        }
        Optional<Job> started = first.map(job -> job.started(clock.instant()));
        started.ifPresent(this::keep);
        return started;
    }

    private Optional<Job> first() {
        return all.values().stream().filter(job -> job.status() == Status.PENDING).min(OLDEST);
    }

    /// Its script ended: with the status that it was asked for meanwhile, or as it says.
    public synchronized Job finish(String id, Result result) {
        Job job = running(id);
        Job after =
                switch (job.status()) {
                    case PAUSING -> job.as(Status.PAUSED);
                    case CANCELLING -> end(job, Status.CANCELLED, Optional.empty());
                    case RUNNING, PENDING, PAUSED, COMPLETED, FAILED, CANCELLED ->
                            end(job, status(result), Optional.of(result));
                };
        keep(after);
        forgetOld();
        return after;
    }

    private static Status status(Result result) {
        return switch (result) {
            case Result.Answer _ -> Status.COMPLETED;
            case Result.Failure _ -> Status.FAILED;
        };
    }

    /// The server stops: what runs will be done again.
    synchronized void interrupted(String id) {
        keep(stopped(running(id)));
    }

    /// Says how far a running job is.
    ///
    /// @throws IllegalArgumentException in words for a script, when that is too large
    public synchronized void progress(String id, Json progress) {
        if (tooLarge(progress)) {
            throw new IllegalArgumentException(
                    "progress is larger than " + limits.dataBytes() + " bytes");
        }
        keep(running(id).progress(progress));
    }

    /// Whether the script of a running job should end.
    public synchronized boolean stopping(String id) {
        return running(id).status().stopping();
    }

    /// Waits until a running job should stop, or the time is over.
    public synchronized void await(String id, Duration wait) throws InterruptedException {
        Instant end = clock.instant().plus(wait);
        Duration left = wait;
        while (!stopping(id) && left.isPositive()) {
            TimeUnit.NANOSECONDS.timedWait(this, left.toNanos());
            left = Duration.between(clock.instant(), end);
        }
    }

    private Job running(String id) {
        Job job = all.get(id);
        if (job == null || !job.status().running()) {
            throw new IllegalStateException("job " + id + " does not run");
        }
        return job;
    }

    private boolean tooLarge(Json json) {
        return json.write().getBytes(StandardCharsets.UTF_8).length > limits.dataBytes();
    }

    private Job end(Job job, Status how, Optional<Result> result) {
        return job.ended(how, result, clock.instant());
    }

    private synchronized void keep(Job job) {
        write(job);
        notifyAll();
    }

    private void write(Job job) {
        if (!job.equals(all.put(job.id(), job))) {
            shelf.put(job.id(), job);
        }
    }

    private void forgetOld() {
        List<Job> ended =
                all.values().stream().filter(job -> job.status().ended()).sorted(OLDEST).toList();
        for (Job job : ended.subList(0, Math.max(0, ended.size() - limits.keptMax()))) {
            shelf.remove(job.id());
            all.remove(job.id());
        }
    }
}
