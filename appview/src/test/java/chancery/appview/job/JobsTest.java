package chancery.appview.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.caller.AppCaller;
import chancery.appview.job.Job.Result;
import chancery.appview.job.Job.Status;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.data.DagJson;
import chancery.atproto.syntax.Did;
import chancery.store.memory.MemoryStore;
import chancery.web.auth.Scope;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

final class JobsTest {
    private static final Did ALICE = Did.parse("did:plc:alice");
    private static final AppViewLimits.Jobs LIMITS =
            new AppViewLimits.Jobs(3, 2, 20, 1 << 20, Duration.ofHours(1));
    private static final Duration NO_WAIT = Duration.ofMillis(1);

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private Instant now = Instant.parse("2026-05-19T10:11:12.123456Z");
    private Jobs jobs = open();

    private Jobs open() {
        return new Jobs(store, () -> now, new SplittableRandom(1), LIMITS);
    }

    private Job create(String type) {
        now = now.plusSeconds(1);
        return jobs.create(type, Json.Members.EMPTY, ALICE, new AppCaller.Anonymous());
    }

    private Optional<Job> next() throws InterruptedException {
        return jobs.next(NO_WAIT);
    }

    private Status status(Job job) {
        return jobs.find(job.id()).orElseThrow().status();
    }

    @Test
    void runsInTheOrderOfCreation() throws InterruptedException {
        Job first = create("a");
        Job second = create("b");

        assertThat(next().map(Job::id)).contains(first.id());
        assertThat(status(first)).isEqualTo(Status.RUNNING);
        jobs.finish(first.id(), new Result.Answer("{\"n\":1}"));
        assertThat(status(first)).isEqualTo(Status.COMPLETED);
        assertThat(next().map(Job::id)).contains(second.id());
        jobs.finish(second.id(), new Result.Failure("boom"));
        assertThat(status(second)).isEqualTo(Status.FAILED);
        assertThat(next()).isEmpty();
        assertThat(jobs.list()).extracting(Job::type).containsExactly("b", "a");
    }

    @Test
    void namesAreRandomUuids() {
        assertThat(create("a").id())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void whatWaitsCanBePausedResumedAndCancelled() throws InterruptedException {
        Job job = create("a");

        assertThat(jobs.resume(job)).isPresent();
        assertThat(jobs.pause(job).map(Job::status)).contains(Status.PAUSED);
        assertThat(next()).isEmpty();
        assertThat(jobs.resume(job).map(Job::status)).contains(Status.PENDING);
        assertThat(jobs.pause(job)).isPresent();
        assertThat(jobs.cancel(job).map(Job::status)).contains(Status.CANCELLED);
        assertThat(jobs.cancel(job)).isEmpty();
        assertThat(jobs.pause(job)).isEmpty();
        assertThat(jobs.resume(job)).isEmpty();
    }

    @Test
    void whatRunsIsAskedToPause() throws InterruptedException {
        Job job = create("a");
        next();

        assertThat(jobs.stopping(job.id())).isFalse();
        assertThat(jobs.pause(job).map(Job::status)).contains(Status.PAUSING);
        assertThat(jobs.stopping(job.id())).isTrue();
        assertThat(jobs.resume(job).map(Job::status)).contains(Status.RUNNING);
        jobs.pause(job);
        jobs.finish(job.id(), new Result.Answer("null"));
        assertThat(status(job)).isEqualTo(Status.PAUSED);
        jobs.resume(job);
        assertThat(next().map(Job::id)).contains(job.id());
    }

    @Test
    void whatRunsIsAskedToEnd() throws InterruptedException {
        Job job = create("a");
        next();

        assertThat(jobs.cancel(job).map(Job::status)).contains(Status.CANCELLING);
        assertThat(jobs.cancel(job).map(Job::status)).contains(Status.CANCELLING);
        assertThat(jobs.pause(job)).isEmpty();
        assertThat(jobs.resume(job)).isEmpty();
        jobs.finish(job.id(), new Result.Failure("stopped"));
        assertThat(status(job)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aRestartDoesAgainWhatRan() throws InterruptedException {
        Job ran = create("a");
        Job paused = create("b");
        Job cancelled = create("c");
        next();
        next();
        next();
        jobs.progress(ran.id(), Json.of("half"));
        jobs.pause(paused);
        jobs.cancel(cancelled);

        jobs = open();

        assertThat(status(ran)).isEqualTo(Status.PENDING);
        assertThat(status(paused)).isEqualTo(Status.PAUSED);
        assertThat(status(cancelled)).isEqualTo(Status.CANCELLED);
        assertThat(jobs.find(ran.id()).map(Job::progress)).contains(Json.of("half"));
        assertThat(next().map(Job::progress)).contains(Json.Null.NULL);
    }

    @Test
    void thereIsRoomForSoManyAndSoLarge() {
        create("a");
        create("a");
        Job third = create("a");

        assertThatThrownBy(() -> create("a")).hasMessage("too many jobs are waiting");
        jobs.cancel(third);
        Json most = Json.of("x".repeat(18));
        assertThatThrownBy(
                        () ->
                                jobs.create(
                                        "a",
                                        Json.of("x".repeat(19)),
                                        ALICE,
                                        new AppCaller.Anonymous()))
                .hasMessage("input is larger than 20 bytes");
        assertThat(jobs.create("a", most, ALICE, new AppCaller.Anonymous()).input())
                .isEqualTo(most);
    }

    @Test
    void progressIsBounded() throws InterruptedException {
        Job job = create("a");
        next();

        jobs.progress(job.id(), Json.of("x".repeat(18)));

        assertThatThrownBy(() -> jobs.progress(job.id(), Json.of("x".repeat(19))))
                .hasMessage("progress is larger than 20 bytes");
    }

    @Test
    void forgetsTheOldestThatEnded() throws InterruptedException {
        Job first = create("a");
        for (int i = 0; i < 2; i++) {
            next().ifPresent(job -> jobs.finish(job.id(), new Result.Answer("1")));
            create("a");
        }
        next().ifPresent(job -> jobs.finish(job.id(), new Result.Answer("1")));

        assertThat(jobs.find(first.id())).isEmpty();
        assertThat(jobs.list()).hasSize(2);
        assertThat(open().list()).hasSize(2);
    }

    @Test
    void aWaitEndsWhenTheJobShouldStop() throws InterruptedException {
        Job job = create("a");
        next();
        Thread stopper = Thread.ofVirtual().start(() -> jobs.cancel(job));

        jobs.await(job.id(), Duration.ofMinutes(10));

        stopper.join();
        assertThat(jobs.stopping(job.id())).isTrue();
    }

    @Test
    void rowsAreKeptInThisForm() {
        Job job =
                new Job(
                        "id-1",
                        "mail",
                        Json.of("in"),
                        ALICE,
                        new AppCaller.Local(ALICE, Scope.APP_PASSWORD),
                        Status.COMPLETED,
                        Json.Null.NULL,
                        Optional.of(new Result.Answer("1.5")),
                        new Job.Times(now, Optional.of(now), Optional.empty()));
        JobCodec codec = new JobCodec();

        assertThat(new String(DagJson.write(codec.encode(job)), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"id\":\"id-1\",\"type\":\"mail\",\"input\":\"\\\"in\\\"\","
                                + "\"scope\":\"app_password\",\"answer\":\"1.5\","
                                + "\"caller\":\"did:plc:alice\",\"status\":\"completed\","
                                + "\"created\":1779185472123456,\"creator\":\"did:plc:alice\","
                                + "\"started\":1779185472123456,\"progress\":\"null\"}");
        assertThat(codec.decode(codec.encode(job))).isEqualTo(job);
    }

    @Test
    void rowsOfEveryKindComeBack() {
        Job job = create("a");
        List<Job> kinds =
                List.of(
                        job,
                        job.started(now),
                        job.started(now)
                                .ended(Status.FAILED, Optional.of(new Result.Failure("e")), now),
                        new Job(
                                "x",
                                "t",
                                Json.Null.NULL,
                                ALICE,
                                new AppCaller.Remote(ALICE, "client"),
                                Status.PAUSING,
                                Json.of("p"),
                                Optional.empty(),
                                job.times()));
        JobCodec codec = new JobCodec();

        assertThat(kinds).allSatisfy(k -> assertThat(codec.decode(codec.encode(k))).isEqualTo(k));
    }
}
