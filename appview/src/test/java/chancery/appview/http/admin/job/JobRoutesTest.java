package chancery.appview.http.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.access.AdminCaller;
import chancery.appview.access.Permission;
import chancery.appview.caller.AppCaller;
import chancery.appview.http.admin.AdminCall;
import chancery.appview.http.admin.AdminRoute;
import chancery.appview.job.Job;
import chancery.appview.job.Jobs;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.syntax.Did;
import chancery.store.memory.MemoryStore;
import chancery.web.Refusal;
import chancery.web.http.FakeRequest;
import chancery.web.http.Response;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

final class JobRoutesTest {
    private static final Instant NOW = Instant.parse("2026-05-19T10:11:12Z");
    private static final AdminCaller ADMIN = new AdminCaller("did:plc:a", "1", true, Set.of());

    private final Jobs jobs =
            new Jobs(
                    new MemoryStore(System::nanoTime),
                    () -> NOW,
                    new SplittableRandom(1),
                    AppViewLimits.Jobs.STANDARD);
    private final JobRoutes routes = new JobRoutes(jobs);

    private Job create(String type) {
        return jobs.create(
                type, Json.of("in"), Did.parse("did:plc:alice"), new AppCaller.Anonymous());
    }

    private Json.Members call(String verb, String pattern, String id, FakeRequest request) {
        AdminRoute route =
                routes.routes().stream()
                        .filter(r -> r.verb().equals(verb) && r.pattern().equals(pattern))
                        .findFirst()
                        .orElseThrow();
        Response response = route.handler().handle(new AdminCall(ADMIN, Map.of("id", id), request));
        byte[] body = ((Response.Body.Whole) response.body()).bytes();
        return JsonText.parseObject(new String(body, StandardCharsets.UTF_8));
    }

    private Json.Members post(String verb, Job job) {
        String pattern = "/jobs/{id}/" + verb;
        return call("POST", pattern, job.id(), FakeRequest.of("POST", "/admin" + pattern));
    }

    private Json.Members list(FakeRequest request) {
        return call("GET", "/jobs", "-", request);
    }

    @Test
    void showsAJob() throws InterruptedException {
        Job job = create("mail");
        jobs.next(Duration.ofMillis(1));
        jobs.finish(job.id(), new Job.Result.Answer("{\"sent\":1}"));

        assertThat(call("GET", "/jobs/{id}", job.id(), FakeRequest.of("GET", "/")))
                .isEqualTo(
                        JsonText.parseObject(
                                """
                                {"id":"%s","type":"mail","status":"completed","input":"in",
                                 "progress":null,"created_by":"did:plc:alice","auth":false,
                                 "created_at":"2026-05-19T10:11:12Z",
                                 "started_at":"2026-05-19T10:11:12Z",
                                 "completed_at":"2026-05-19T10:11:12Z",
                                 "result":{"sent":1},"error":null}
                                """
                                        .formatted(job.id())));
    }

    @Test
    void listsJobsByStatusAndType() {
        create("mail");
        Job paused = create("sync");
        jobs.pause(paused);
        FakeRequest all = FakeRequest.of("GET", "/admin/jobs");
        FakeRequest byStatus =
                FakeRequest.of("GET", "/admin/jobs").withParameter("status", "paused");
        FakeRequest byType = FakeRequest.of("GET", "/admin/jobs").withParameter("type", "mail");
        FakeRequest one = FakeRequest.of("GET", "/admin/jobs").withParameter("limit", "1");

        assertThat(list(all).items("jobs").orElseThrow()).hasSize(2);
        assertThat(list(byStatus).write()).contains(paused.id()).doesNotContain("mail");
        assertThat(list(byType).items("jobs").orElseThrow()).hasSize(1);
        assertThat(list(one).items("jobs").orElseThrow()).hasSize(1);
    }

    @Test
    void pausesResumesAndCancels() {
        Job job = create("mail");

        assertThat(post("pause", job).text("status")).contains("paused");
        assertThat(post("resume", job).text("status")).contains("pending");
        assertThat(post("cancel", job).text("status")).contains("cancelled");
        assertThatThrownBy(() -> post("cancel", job))
                .isInstanceOf(Refusal.class)
                .hasMessage("cannot cancel a job that is cancelled");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        FakeRequest bad = FakeRequest.of("GET", "/admin/jobs").withParameter("limit", "x");

        assertThatThrownBy(() -> call("GET", "/jobs/{id}", "x", FakeRequest.of("GET", "/")))
                .isInstanceOf(Refusal.class)
                .hasMessage("job not found");
        assertThatThrownBy(() -> list(bad)).isInstanceOf(Refusal.class);
    }

    @Test
    void needsItsPermissions() {
        assertThat(routes.routes())
                .allSatisfy(
                        route ->
                                assertThat(route.needs())
                                        .containsExactly(
                                                route.verb().equals("GET")
                                                        ? Permission.JOBS_READ
                                                        : Permission.JOBS_MANAGE));
    }
}
