package chancery.appview.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.event.AppEvent;
import chancery.appview.job.Job.Result;
import chancery.appview.job.Job.Status;
import chancery.appview.json.JsonText;
import chancery.appview.kit.Heard;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Trigger;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptKit;
import chancery.atproto.lexicon.Catalog;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Optional;
import java.util.SplittableRandom;

final class JobWorkerTest {
    private static final AppViewLimits.Jobs LIMITS = AppViewLimits.Jobs.STANDARD;

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Jobs jobs = new Jobs(store, Clock.systemUTC(), new SplittableRandom(1), LIMITS);
    private final Registry registry =
            new Registry(store, Catalog.EMPTY, new ScriptCompiler(), Clock.systemUTC());
    private final Heard heard = new Heard();
    private final ScriptKit kit = ScriptKit.with(new JobLibrary(jobs, LIMITS));
    private final JobWorker worker = new JobWorker(jobs, registry, kit.engine(), heard);

    private void script(String body) {
        registry.put(
                Trigger.parse("job.run:mail"),
                "function handle() " + body + " end",
                Optional.empty());
    }

    private Job create(String options) {
        String id =
                kit.answer(
                        ScriptKit.procedure("{}"),
                        "return jobs.create('mail', { n = 2 }" + options + ")");
        return jobs.find(id.replace("\"", "")).orElseThrow();
    }

    private Job after(Job job) {
        return jobs.find(job.id()).orElseThrow();
    }

    @Test
    void runsTheScriptOfTheType() throws InterruptedException {
        script("job.progress({ done = 1 }) return { job.input.n * 2, caller_did == nil }");
        Job job = create("");

        worker.run();

        assertThat(after(job).result()).contains(new Result.Answer("[4,true]"));
        assertThat(after(job).status()).isEqualTo(Status.COMPLETED);
        assertThat(after(job).progress()).isEqualTo(JsonText.parse("{\"done\":1}"));
        assertThat(heard.all())
                .containsExactly(
                        AppEvent.info(
                                        "job.completed",
                                        job.id(),
                                        JsonText.parseObject(
                                                "{\"status\":\"completed\",\"type\":\"mail\"}"))
                                .by("did:plc:alice"));
    }

    @Test
    void runsInTheNameOfItsCallerWhenAsked() throws InterruptedException {
        script("return caller_did");
        Job job = create(", { auth = true }");

        worker.run();

        assertThat(after(job).result()).contains(new Result.Answer("\"did:plc:alice\""));
    }

    @Test
    void aFailureIsKept() throws InterruptedException {
        script("error({})");
        Job broken = create("");
        worker.run();
        registry.remove(Trigger.parse("job.run:mail"));
        Job without = create("");
        worker.run();

        assertThat(after(broken).status()).isEqualTo(Status.FAILED);
        assertThat(after(without).result())
                .contains(new Result.Failure("no script for job.run:mail"));
        assertThat(heard.all().getLast().severity()).isEqualTo(AppEvent.Severity.ERROR);
    }

    @Test
    void aScriptSeesThatItShouldStop() throws InterruptedException {
        script("job.progress({ began = true }) job.wait(3600) return job.should_stop()");
        Job job = create("");
        Thread canceller =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (after(job).progress().write().equals("null")) {
                                        Thread.onSpinWait();
                                    }
                                    jobs.cancel(job);
                                });

        worker.run();

        canceller.join();
        assertThat(after(job).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aStopOfTheServerLeavesTheJobForTheNextStart() throws InterruptedException {
        script("job.wait(3600)");
        Job job = create("");

        Thread.currentThread().interrupt();

        assertThatThrownBy(worker::run).isInstanceOf(InterruptedException.class);
        assertThat(after(job).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void refusesJobsThatCannotBe() {
        assertThat(kit.failure("jobs.create('mail')").message())
                .startsWith("jobs.create requires authentication (no caller_did)");
        assertThat(kit.failure(ScriptKit.procedure("{}"), "jobs.create('Mail')").message())
                .contains("no type of a job: Mail");
        assertThat(
                        kit.failure(
                                        ScriptKit.procedure("{}"),
                                        "jobs.create('mail', ('x'):rep(300000))")
                                .message())
                .startsWith("jobs.create: input is larger than 262144 bytes");
        assertThat(kit.answer("return job == nil")).isEqualTo("true");
    }

    @Test
    void waitsAreBounded() throws InterruptedException {
        script("job.wait(0) return { pcall(job.wait, 3600.5), pcall(job.wait, -1) }");
        Job job = create("");

        worker.run();

        assertThat(after(job).result().orElseThrow().toString())
                .contains("false,false")
                .contains("number outside 0 to 3600");
    }
}
